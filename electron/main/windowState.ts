import { screen, type BrowserWindow } from 'electron';
import { readJsonFile, writeJsonFile } from './jsonFile.ts';
import { openingState, parseWindowState, type WindowState } from './windowBounds.ts';

/** Moving a window makes hundreds of events; the disk is told once they stop. */
const SETTLED_MS = 400;

/** The state to open the window with, given the displays there are now. */
export function loadWindowState(file: string): WindowState {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter((display) => display.id !== primary.id);
  return openingState(
    parseWindowState(readJsonFile(file)),
    [primary, ...others].map((display) => display.workArea),
  );
}

/** Keeps the window's place in `file`. The bounds of a maximised window are those it returns to. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined;
  const save = () => {
    clearTimeout(timer);
    const state: WindowState = { bounds: window.getNormalBounds(), isMaximized: window.isMaximized() };
    writeJsonFile(file, state);
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, SETTLED_MS);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('maximize', saveSoon);
  window.on('unmaximize', saveSoon);
  window.on('close', save);
}
