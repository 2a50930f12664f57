import { effect, signal, untracked } from "@preact/signals-core";

/** Work that follows what a person does, however fast they are. */
export interface Following {
  /** What is asked for while the work cannot be done is done once, as things are then. */
  readonly ask: () => void;
  readonly end: () => void;
}

/** Does a piece of work each time it is asked for, one at a time, and not before `isReady` says so. */
export function newestWhenReady(isReady: () => boolean, work: () => Promise<void>): Following {
  const isAsked = signal(false);
  const isBusy = signal(false);
  const begin = async (): Promise<void> => {
    isAsked.value = false;
    isBusy.value = true;
    try {
      await work();
    } finally {
      isBusy.value = false;
    }
  };
  const end = effect(() => {
    if (isAsked.value && !isBusy.value && isReady()) untracked(() => void begin());
  });
  return {
    ask: () => {
      isAsked.value = true;
    },
    end,
  };
}
