import { createServer, type Server } from 'node:http';
import { createStaticServer, listen } from '../scripts/static-server.mjs';

/** A static server with one built folder or another below its own folders, which can be cut off. */
export class WebServer {
  /** What was asked for since it was cut off; nothing of it was answered. */
  readonly refused: string[] = [];
  readonly #server: Server;
  readonly #folders = new Map<string, Server>();
  #isCut = false;
  #port = 0;

  private constructor() {
    this.#server = createServer((request, response) => {
      const path = request.url ?? '/';
      if (this.#isCut) {
        this.refused.push(path);
        return request.socket.destroy();
      }
      const [at] = [...this.#folders.keys()]
        .filter((folder) => path.startsWith(folder))
        .sort((one, other) => other.length - one.length);
      const files = at === undefined ? undefined : this.#folders.get(at);
      if (at === undefined || files === undefined) return response.writeHead(404).end();
      request.url = path.slice(at.length - 1);
      return files.emit('request', request, response);
    });
  }

  static async start(): Promise<WebServer> {
    const started = new WebServer();
    started.#port = await listen(started.#server, 0);
    return started;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /**
   * @param at begins and ends with a slash; the longest that fits answers
   * @param folder of the disk; takes the place of what was there before
   */
  serve(at: string, folder: string): void {
    this.#folders.set(at, createStaticServer(folder));
  }

  cutOff(): void {
    this.#isCut = true;
    this.#server.closeAllConnections();
  }

  restore(): void {
    this.#isCut = false;
    this.refused.length = 0;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}
