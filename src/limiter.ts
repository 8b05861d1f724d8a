/** Lets at most `atOnce` tasks of one key, such as a host, run; the others wait in order. */
export interface Limiter {
  run<Result>(key: string, task: () => Promise<Result>): Promise<Result>;
}

interface KeyState {
  running: number;
  readonly waiting: (() => void)[];
}

export function createLimiter(atOnce: number): Limiter {
  const states = new Map<string, KeyState>();

  async function enter(key: string): Promise<KeyState> {
    const state = states.get(key) ?? { running: 0, waiting: [] };
    states.set(key, state);
    if (state.running < atOnce) state.running += 1;
    else await new Promise<void>((resolve) => state.waiting.push(resolve));
    return state;
  }

  function leave(key: string, state: KeyState): void {
    const next = state.waiting.shift();
    if (next) {
      next();
      return;
    }
    state.running -= 1;
    if (state.running === 0) states.delete(key);
  }

  return {
    async run(key, task) {
      const state = await enter(key);
      try {
        return await task();
      } finally {
        leave(key, state);
      }
    },
  };
}
