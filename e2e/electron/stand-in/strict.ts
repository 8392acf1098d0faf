/** The same object, but a member that the stand-in does not have throws by its name instead of being undefined. */
export function strict<T extends object>(name: string, members: T): T {
  const check = (key: string | symbol): void => {
    // `then` and `toJSON` are looked for by promises and by test reports.
    if (typeof key === 'symbol' || key in members || key === 'then' || key === 'toJSON') return;
    throw new Error(`The stand-in for Electron has no ${name}.${key}`);
  };
  return new Proxy(members, {
    get: (target, key) => {
      check(key);
      const member: unknown = Reflect.get(target, key, target);
      // Methods see the object behind the proxy, where its private members are; classes (in capitals) stay as they are.
      const isMethod = typeof member === 'function' && !/^[A-Z]/.test(String(key));
      return isMethod ? (member.bind(target) as unknown) : member;
    },
    set: (target, key, value) => {
      check(key);
      return Reflect.set(target, key, value, target);
    },
  });
}

/** As Electron's events: the listener can veto. */
export class Veto {
  prevented = false;
  readonly preventDefault = (): void => {
    this.prevented = true;
  };
}
