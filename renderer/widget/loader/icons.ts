const SVG = 'http://www.w3.org/2000/svg';

/** A line drawing on a 24 grid. Built node by node: a shop's policy may forbid markup from strings. */
function drawing(name: string, ...paths: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', name);
  for (const path of paths) {
    const line = document.createElementNS(SVG, 'path');
    line.setAttribute('d', path);
    svg.append(line);
  }
  return svg;
}

export const chatIcon = () =>
  drawing(
    'chat',
    'M12 3.5c-4.97 0-9 3.47-9 7.75 0 2.35 1.2 4.45 3.1 5.87-.1 1.2-.55 2.3-1.3 3.2-.18.2-.02.53.25.5 1.9-.2 3.55-.86 4.85-1.8.68.12 1.38.18 2.1.18 4.97 0 9-3.57 9-7.95S16.97 3.5 12 3.5Z',
    'M8.2 12.6c.9 1.25 2.3 2 3.8 2s2.9-.75 3.8-2',
  );

export const downIcon = () => drawing('down', 'm6.5 9.5 5.5 5.5 5.5-5.5');
