import * as z from "zod";
import { schemaOf, shapeOf } from "../options/schemas.js";
import { options } from "./options.js";
import type { TrainingOption } from "./trainingOption.js";

const shape = shapeOf(options);

export const runConfigSchema = z.strictObject(shape);

/** A configuration as some version recorded it: fields that came later have their values of before, unknown ones are left out. */
export const recordedConfigSchema = z.object({ ...shape, ...laterShape() });

function laterShape(): Partial<typeof shape> {
  const later = Object.entries<TrainingOption>(options)
    .filter(([, { before }]) => before !== undefined)
    .map(([key, { is, before }]): [string, z.ZodType] => [key, schemaOf(is).default(before)]);
  return Object.fromEntries(later);
}
