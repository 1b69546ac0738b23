/** What floats above the page: menus, popovers, lists of choices. */
export const floating =
  'z-40 overflow-hidden rounded-medium border border-line bg-raised text-ink shadow-2 data-[state=closed]:animate-pop-out data-[state=open]:animate-pop-in';

/** One row of a menu or a list of choices. */
export const menuRow =
  'relative flex min-h-7 cursor-default items-center gap-2 rounded-small px-2 py-1 outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover';
