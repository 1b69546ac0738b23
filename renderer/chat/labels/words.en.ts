export const labelsWords = {
  title: 'Labels',
  add: 'Add a label',
  addNew: (label: string) => `New label “${label}”`,
  search: 'Find or write a label',
  nothing: 'No label yet. Write one.',
  remove: (label: string) => `Take off the label ${label}`,
  failed: 'The labels were not changed',
};
