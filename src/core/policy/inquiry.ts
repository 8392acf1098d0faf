import type { AddressSet } from '../net/address-set.ts';
import type { Selector } from '../selector/ast.ts';
import type { AddressBook } from './address-book.ts';
import type { AddressSetId, PortQueryId } from './address-pool.ts';
import { anyAddress } from './address-pool.ts';

/** What rules ask about: all that can tell two addresses apart. */
export interface Asked {
  readonly sets: ReadonlySet<AddressSetId>;
  readonly queries: ReadonlySet<PortQueryId>;
}

/**
 * The questions that lowering one thing puts to a book, with the answers. Whatever is lowered by the same answers is the
 * same: so it can be told whether what was lowered by one book holds for another one.
 */
export class Inquiry implements Asked {
  readonly sets = new Set<AddressSetId>();
  readonly queries = new Set<PortQueryId>();
  readonly #book: AddressBook;
  readonly #again: ((book: AddressBook) => boolean)[] = [];

  constructor(book: AddressBook) {
    this.#book = book;
  }

  /** Whether another book of the same pool gives the same answers. */
  holdsFor(book: AddressBook): boolean {
    return book === this.#book || this.#again.every((isSame) => isSame(book));
  }

  /** @see AddressBook.addressesOf */
  addressesOf(selector: Selector): AddressSet {
    const answer = this.#book.addressesOf(selector);
    this.#again.push((book) => book.addressesOf(selector) === answer);
    return answer;
  }

  /** The number of a set that a rule asks about. */
  idOf(set: AddressSet): AddressSetId {
    const id = this.#book.pool.idOf(set);
    if (id !== anyAddress) this.sets.add(id);
    return id;
  }

  /** @see AddressBook.portQuery */
  portQuery(selector: Selector | null, name: string, protocol: number | null): PortQueryId {
    const answer = this.#book.portQuery(selector, name, protocol);
    this.#again.push((book) => book.portQuery(selector, name, protocol) === answer);
    this.queries.add(answer);
    return answer;
  }

  /** @see AddressBook.addressesOfService */
  addressesOfService(key: string): AddressSet {
    const answer = this.#book.addressesOfService(key);
    this.#again.push((book) => book.addressesOfService(key) === answer);
    return answer;
  }

  /** @see AddressBook.serviceQuery */
  serviceQuery(key: string): PortQueryId {
    const answer = this.#book.serviceQuery(key);
    this.#again.push((book) => book.serviceQuery(key) === answer);
    this.queries.add(answer);
    return answer;
  }
}

/** Everything that several inquiries ask about, in the order of the questions: it does not hang on numbers, which a memory gives. */
export function askedByAll(inquiries: Iterable<Asked>): Asked {
  const [sets, queries] = [new Set<AddressSetId>(), new Set<PortQueryId>()];
  for (const inquiry of inquiries) {
    for (const set of inquiry.sets) sets.add(set);
    for (const query of inquiry.queries) queries.add(query);
  }
  return { sets, queries };
}
