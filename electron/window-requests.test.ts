import { expect, test } from 'vitest';
import type { HostRequest } from '../src/host/app-host.ts';
import { WindowRequests } from './window-requests.ts';

const run = (action: string): HostRequest => ({ kind: 'run-action', action });

test('what comes early waits, and is heard once and in order', () => {
  const heard: HostRequest[] = [];
  const requests = new WindowRequests((request) => heard.push(request));
  requests.send(run('a'));
  requests.send(run('b'));
  expect(heard).toEqual([]);
  requests.start();
  requests.send(run('c'));
  requests.start();
  expect(heard).toEqual([run('a'), run('b'), run('c')]);
});

test('while the page is loaded again, requests wait for the new one', () => {
  const heard: HostRequest[] = [];
  const requests = new WindowRequests((request) => heard.push(request));
  requests.start();
  requests.stop();
  requests.send(run('a'));
  expect([heard, requests.listening]).toEqual([[], false]);
  requests.start();
  expect(heard).toEqual([run('a')]);
});
