// What `import … from 'electron'` gives to the main process under test. Loaded once per launch.
const electron = Reflect.get(globalThis, Symbol.for('firewright.stand-in'));

export const {
  app,
  BrowserWindow,
  clipboard,
  ClipboardItem,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  screen,
  session,
} = electron;
