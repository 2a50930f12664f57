// Stands in for the trainer's bundle: FAKE_TRAINER names what it does when it is asked to train.
import { createBirpc } from "birpc";

const time = 1_700_000_000_000;
const engine = { id: "fake", title: "Fake", version: "1", device: "none", reason: "A test." };
const dataset = {
  id: "fashion-mnist",
  title: "Fashion-MNIST",
  source: "nowhere",
  trainExamples: 512,
  testExamples: 128,
  classNames: ["shirt"],
};

const counts = { trainExamples: 8, testExamples: 2 };
const pets = { id: "folder", title: "pets", classNames: ["cats", "dogs"], channels: 3, ...counts };

let sent = 0;
let step = 0;
let isPaused = false;
let endRun = () => undefined;
let isTraining = false;

function emit(...events) {
  void host.onEvents.asEvent({ first: sent, events });
  sent += events.length;
}

function begin({ runId, config, machine, resume, dataDirectory }) {
  process.stdout.write(`machine ${JSON.stringify(machine)}\n`);
  isTraining = true;
  const resumedFrom = resume ? 4 : 0;
  step = resumedFrom;
  emit({
    ...{ kind: "started", time, runId, config, engine, parameters: 10, resumedFrom },
    dataset: config.dataset === "folder" ? { ...pets, source: dataDirectory } : dataset,
    ...{ stepsPerEpoch: 4, totalSteps: 40 },
  });
}

function takeStep() {
  step += 1;
  emit({
    ...{ kind: "step", time, step, epoch: 1, loss: 2.3, accuracy: 0.1, learningRate: 0.1 },
    ...{ examplesPerSecond: 100, secondsLeft: 1 },
  });
}

function finish(reason) {
  const summary = {
    ...{ steps: step, epochs: 1, loss: 2.3, trainAccuracy: 0.1, testAccuracy: 0.2, seconds: 1 },
    ...{ examplesPerSecond: 100, examplesPerSecondOverall: 90 },
  };
  emit({ kind: "finished", time, reason, summary });
}

const scenarios = {
  complete: async () => {
    for (let index = 0; index < 4; index += 1) takeStep();
    emit({ kind: "checkpoint", time, step, file: "step-00000004.safetensors" });
    finish("completed");
  },
  /** Until it is stopped, and then with a checkpoint. */
  saving: () =>
    new Promise((resolve) => {
      takeStep();
      endRun = () => {
        emit({ kind: "checkpoint", time, step, file: "step-00000001.safetensors" });
        finish("stopped");
        resolve();
      };
    }),
  endless: () =>
    new Promise((resolve) => {
      const timer = setInterval(() => isPaused || takeStep(), 5);
      endRun = () => {
        clearInterval(timer);
        finish("stopped");
        resolve();
      };
    }),
  killed: () => afterStep(() => process.kill(process.pid, "SIGKILL")),
  exhausted: () =>
    afterStep(() => {
      process.stderr.write("terminate called after throwing std::bad_alloc\n");
      setTimeout(() => process.kill(process.pid, "SIGABRT"), 50);
    }),
  exits: () => afterStep(() => process.exit(3)),
  deaf: () =>
    afterStep(() => {
      process.removeAllListeners("disconnect");
      setInterval(() => undefined, 1000);
    }),
  lingering: () => {
    process.removeAllListeners("disconnect");
    process.on("disconnect", () => setTimeout(() => process.exit(0), 1500));
    return scenarios.complete();
  },
  refuses: () => Promise.reject(new Error("The graph has a cycle.")),
  silent: () => Promise.resolve(),
};

/** The step is on its way before the process ends; the promise never settles. */
function afterStep(end) {
  takeStep();
  setTimeout(end, 50);
  return new Promise(() => undefined);
}

const api = {
  engines: () => Promise.resolve([{ ...engine, available: true, action: "" }]),
  train: (request) => {
    begin(request);
    return scenarios[process.env.FAKE_TRAINER ?? "complete"]();
  },
  pause: () => {
    isPaused = true;
    emit({ kind: "paused", time, step });
  },
  resume: () => {
    isPaused = false;
    emit({ kind: "resumed", time, step });
  },
  stop: () => endRun(),
  // The process that answers writes its number into the weights, so that a test can tell who did.
  // A trainer at work never comes to an answer to "later"; one that reads a checkpoint does.
  ask: ({ kind, input, runDirectory }) => {
    if (kind === "testedExamples") {
      return { step, labels: Uint16Array.of(0, 1), classNames: [runDirectory] };
    }
    if (input === "later" && isTraining) return new Promise(() => undefined);
    return kind === "weights" && (input === "b1/conv7x7" || input === "later")
      ? { step, shape: [1, 2], values: Float32Array.of(process.pid, -0.5) }
      : null;
  },
  previewData: ({ directory, form }) => {
    const message = { text: "Reading the pictures: {0} of {1}", values: [1, 10] };
    const looking = { text: "Looking through the pictures in {0}", values: [directory] };
    void host.onSetupProgress.asEvent({ step: "data", message: looking, fraction: 0 });
    void host.onSetupProgress.asEvent({ step: "data", message, fraction: 0.1 });
    if (directory.endsWith("empty")) throw new Error("There are no pictures.");
    return {
      ...{ dataset: "folder", title: "pets", source: directory, ...counts },
      ...{
        input: [3, ...form.inputSize],
        size: form.inputSize,
        leftOut: [],
        remarks: [],
        changed: [],
      },
      classes: pets.classNames.map((name) => ({ name, train: 4, test: 1 })),
      pictures: [{ className: "cats", pixels: "AAAA", png: "iVBORw0=" }],
    };
  },
  setup: ({ cuda }) => {
    void host.onSetupProgress.asEvent({
      step: "Library",
      message: { text: "half way" },
      fraction: 0.5,
    });
    return cuda ? { message: { text: "There is no pip." }, remedy: "python" } : null;
  },
};

const host = createBirpc(api, {
  post: (message) => process.send(message),
  on: (receive) => process.on("message", receive),
  bind: "functions",
});
process.on("disconnect", () => process.exit(0));
