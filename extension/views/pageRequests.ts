import * as z from "zod";
import { runConfigSchema } from "../../model/run/config.js";
import type { NodeId } from "../../model/network/spec.js";
import {
  pageCommandIds,
  type ConfigChanges,
  type ExportedFile,
  type HostApi,
  type PageCommand,
  type Question,
  type RunCurves,
  type WeightReading,
} from "../../webview/protocol.js";

/** What the host does for its pages. */
export interface PageActions {
  run(command: PageCommand): Promise<void>;
  openDataSetting(): Promise<void>;
  select(nodeId: NodeId): void;
  keepView(view: Readonly<Record<string, unknown>>): Promise<void>;
  ask(question: Question): void;
  restartWith(changes: ConfigChanges): Promise<void>;
  save(file: ExportedFile): Promise<boolean>;
  copy(text: string): Promise<void>;
  readWeights(nodeId: NodeId): Promise<WeightReading | null>;
  readRuns(): Promise<readonly RunCurves[]>;
}

type Requests = Omit<HostApi, "ready" | "refresh" | "reportError">;

const mostCharacters = 64 * 1024 * 1024;

/** A view names what is folded and put away; what is longer is none. */
const mostOfView = 20_000;

const viewSchema = z
  .record(z.string(), z.unknown())
  .refine((view) => JSON.stringify(view).length <= mostOfView);

const nodeIdSchema = z.string().min(1).max(200);

const questionSchema: z.ZodType<Question> = z.strictObject({
  inputSize: z.int().min(1).max(4096).nullable(),
  unreduced: z.array(nodeIdSchema).max(1000),
});

const { seed, learningRate, epochs, batchSize } = runConfigSchema.shape;
const changesSchema: z.ZodType<ConfigChanges> = z.strictObject({
  seed: seed.exactOptional(),
  learningRate: learningRate.exactOptional(),
  epochs: epochs.exactOptional(),
  batchSize: batchSize.exactOptional(),
} satisfies Record<keyof ConfigChanges, z.ZodType>);

/** What Windows takes for a device, in any folder and with any ending. */
const deviceName = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]) *(?:\.|$)/iu;

const fileSchema: z.ZodType<ExportedFile> = z.strictObject({
  // No folder, no device, and nothing that a person's system would run.
  name: z
    .string()
    .max(120)
    .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._×-]*\.(?:svg|png|csv|json|md|txt)$/u)
    .refine((name) => !deviceName.test(name)),
  encoding: z.enum(["utf8", "base64"]),
  content: z.string().max(mostCharacters),
});

/** What a page may ask; its requests are checked, since a page is no part of the host that can be trusted. */
export function answerRequests(actions: PageActions): Requests {
  return {
    run: checked(z.enum(pageCommandIds), (command) => actions.run(command)),
    openDataSetting: () => actions.openDataSetting(),
    select: checked(nodeIdSchema, (nodeId) => {
      actions.select(nodeId);
    }),
    keepView: checked(viewSchema, (view) => actions.keepView(view)),
    ask: checked(questionSchema, (question) => {
      actions.ask(question);
    }),
    restartWith: checked(changesSchema, (changes) => actions.restartWith(changes)),
    save: checked(fileSchema, (file) => actions.save(file)),
    copy: checked(z.string().max(mostCharacters), (text) => actions.copy(text)),
    readWeights: checked(nodeIdSchema, (nodeId) => actions.readWeights(nodeId)),
    readRuns: () => actions.readRuns(),
  };
}

function checked<T, R>(
  schema: z.ZodType<T>,
  answer: (request: T) => R | Promise<R>,
): (request: unknown) => Promise<R> {
  return async (request) => answer(await schema.parseAsync(request));
}
