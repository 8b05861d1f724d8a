/** Lets at most `atOnce` tasks run for one host; the others wait in order. */
export interface HostQueue {
  run<Result>(host: string, task: () => Promise<Result>): Promise<Result>;
}

interface HostState {
  running: number;
  readonly waiting: (() => void)[];
}

export function createHostQueue(atOnce: number): HostQueue {
  const hosts = new Map<string, HostState>();

  async function enter(host: string): Promise<HostState> {
    const state = hosts.get(host) ?? { running: 0, waiting: [] };
    hosts.set(host, state);
    if (state.running < atOnce) state.running += 1;
    else await new Promise<void>((resolve) => state.waiting.push(resolve));
    return state;
  }

  function leave(host: string, state: HostState): void {
    const next = state.waiting.shift();
    if (next) {
      next();
      return;
    }
    state.running -= 1;
    if (state.running === 0) hosts.delete(host);
  }

  return {
    async run(host, task) {
      const state = await enter(host);
      try {
        return await task();
      } finally {
        leave(host, state);
      }
    },
  };
}
