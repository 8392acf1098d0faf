import { expect, test } from 'vitest';
import { parseAddress } from '../../core/net/cidr.ts';
import type { PacketEnd, ServiceTranslation } from '../../core/policy/flow-query.ts';
import { seenTexts, translationText } from './translation-text.ts';

function end(text: string, port: number | null): PacketEnd {
  const address = parseAddress(text);
  return { address: address.ok ? address.value : null, port };
}
const translation: ServiceTranslation = {
  service: 'prod/web',
  dialled: end('10.0.0.2', 30080),
  answering: end('fd00::2', 8080),
  seen: ['dialled', 'answering'],
  answers: [],
};

test('says what is translated to what', () => {
  expect(translationText(translation)).toBe('Service prod/web: 10.0.0.2:30080 is translated to [fd00::2]:8080.');
});

test('says of each checkpoint what it sees', () => {
  expect(seenTexts(translation)).toEqual([
    'sees 10.0.0.2:30080, before translation',
    'sees [fd00::2]:8080, after translation',
  ]);
});

test('says that the design does not give a service’s address', () => {
  expect(translationText({ ...translation, dialled: end('', 80) })).toContain(
    'an address that the design does not say, port 80 is translated',
  );
});
