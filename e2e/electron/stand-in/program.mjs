// The stand-in as a process of its own: `killable.mjs` starts it, asks it to do things with its page, and kills it.
import { register } from 'node:module';

register('./typescript-hook.mjs', import.meta.url);
const { ElectronStandIn } = await import('./launch.ts');

const app = await ElectronStandIn.launch(JSON.parse(process.argv[2] ?? '{}'));
const page = await app.firstWindow();

/**
 * @param {string} path a method of Playwright's page: `evaluate`, `keyboard.press`
 * @param {readonly unknown[]} args
 */
function call(path, args) {
  const names = path.split('.');
  const owner = names.slice(0, -1).reduce((object, name) => Reflect.get(object, name), /** @type {object} */ (page));
  return Reflect.apply(Reflect.get(owner, names.at(-1) ?? ''), owner, args);
}

process.on(
  'message',
  async (/** @type {{ id: number, path: string, args: readonly unknown[] }} */ { id, path, args }) => {
    try {
      process.send?.({ id, value: path === 'quit' ? await app.close() : await call(path, args) });
    } catch (error) {
      process.send?.({ id, error: String(error) });
    }
  },
);
void app.ended.then(() => setTimeout(() => process.exit(0), 100));
process.send?.({ id: 0, value: 'ready' });
