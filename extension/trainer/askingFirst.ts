import type { TrainerApi } from "../../model/trainer/protocol.js";
import type { LaunchTrainer } from "./trainerProcess.js";

/** The questions that have a trainer run a Python; the compiler finds one that is missing below. */
type RunsPython = {
  [Name in keyof TrainerApi]: Parameters<TrainerApi[Name]>[0] extends string | { python: string }
    ? Name
    : never;
}[keyof TrainerApi];

/** Trainers that are told of a Python only once `choose` has let it pass, or named another. */
export function askingFirst(
  launch: LaunchTrainer,
  choose: (python: string) => Promise<string>,
): LaunchTrainer {
  return (events) => {
    const trainer = launch(events);
    const { api } = trainer;
    const withChosen = async <T extends { readonly python: string }>(request: T): Promise<T> => ({
      ...request,
      python: await choose(request.python),
    });
    const asking: Pick<TrainerApi, RunsPython> = {
      engines: async (python, ...more) => api.engines(await choose(python), ...more),
      checkEngines: async (python) => api.checkEngines(await choose(python)),
      tryPace: async (request) => api.tryPace(await withChosen(request)),
      train: async (request) => api.train(await withChosen(request)),
      setup: async (request) => api.setup(await withChosen(request)),
    };
    // SAFETY: an object that is made with `api` as its prototype has all that `api` has.
    return { ...trainer, api: Object.assign(Object.create(api) as TrainerApi, asking) };
  };
}
