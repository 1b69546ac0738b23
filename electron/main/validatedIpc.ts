import { ipcMain } from 'electron';
import { admit, type IpcRequest } from './ipcAdmission.ts';

/** The only door to ipcMain: nothing gets to a handler that is not from the console's own top frame and of the expected shape. */
export function handleRequest<Input>(request: IpcRequest<Input>, handle: (input: Input) => unknown): void {
  ipcMain.handle(request.channel, (event, ...parameters: unknown[]) =>
    handle(admit(event.senderFrame, request, parameters)),
  );
}
