import { memberOf } from './jsonFile.ts';

/** In device-independent pixels, as Electron counts them. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  readonly bounds: Rectangle;
  readonly isMaximized: boolean;
}

export const DEFAULT_SIZE = { width: 1440, height: 900 };
export const MINIMUM_SIZE = { width: 720, height: 520 };

/** Enough of the title bar to take hold of the window with the mouse. */
const REACHABLE = { width: 120, height: 32 };

/** A saved state, or `null` when it is none. */
export function parseWindowState(value: unknown): WindowState | null {
  const bounds = memberOf(value, 'bounds');
  const [x, y, width, height] = [
    memberOf(bounds, 'x'),
    memberOf(bounds, 'y'),
    memberOf(bounds, 'width'),
    memberOf(bounds, 'height'),
  ];
  if (!isWhole(x) || !isWhole(y) || !isWhole(width) || !isWhole(height)) return null;
  return { bounds: { x, y, width, height }, isMaximized: memberOf(value, 'isMaximized') === true };
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 1_000_000;
}

/**
 * The state to open with. The saved bounds count only while some display (`workAreas`, the first is the primary one) still shows
 * their title bar: a window on an unplugged monitor could not be reached. Otherwise the default size, centred on the primary display.
 */
export function openingState(saved: WindowState | null, workAreas: readonly Rectangle[]): WindowState {
  const bounds = saved === null ? null : atLeastMinimum(saved.bounds);
  if (bounds !== null && workAreas.some((area) => showsTitleBar(bounds, area))) {
    return { bounds, isMaximized: saved?.isMaximized ?? false };
  }
  return { bounds: centred(workAreas[0]), isMaximized: saved?.isMaximized ?? false };
}

function atLeastMinimum(bounds: Rectangle): Rectangle {
  const width = Math.max(bounds.width, MINIMUM_SIZE.width);
  return { ...bounds, width, height: Math.max(bounds.height, MINIMUM_SIZE.height) };
}

function showsTitleBar(bounds: Rectangle, area: Rectangle): boolean {
  const visibleWidth = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const isTitleBarInside = bounds.y >= area.y && bounds.y + REACHABLE.height <= area.y + area.height;
  return visibleWidth >= REACHABLE.width && isTitleBarInside;
}

function centred(area: Rectangle | undefined): Rectangle {
  if (area === undefined) return { x: 0, y: 0, ...DEFAULT_SIZE };
  const width = Math.min(DEFAULT_SIZE.width, area.width);
  const height = Math.min(DEFAULT_SIZE.height, area.height);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}
