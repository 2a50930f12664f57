import * as z from "zod";
import type { Options, ValueKind, ValueOf } from "./option.js";

/** The schemas of all options, by their ids. */
export type ShapeOf<O extends Options> = {
  readonly [K in keyof O]: z.ZodType<ValueOf<O[K]["is"]>, ValueOf<O[K]["is"]>>;
};

export function shapeOf<O extends Options>(options: O): ShapeOf<O> {
  const schemas = Object.entries(options).map(([id, { is }]): [string, z.ZodType] => [
    id,
    schemaOf(is),
  ]);
  // SAFETY: `schemaOf` and `ValueOf` tell the same of each kind; the tests try every option.
  return Object.fromEntries(schemas) as ShapeOf<O>;
}

export function schemaOf(is: ValueKind): z.ZodType {
  switch (is.kind) {
    case "name":
      return z.string().min(1);
    case "choice":
      return z.enum(Object.keys(is.choices));
    case "choices": {
      const order = Object.keys(is.choices);
      // Without twins and in one order, so that equal choices are equal texts.
      return z
        .array(z.enum(order))
        .transform((chosen) => order.filter((id) => chosen.includes(id)));
    }
    case "wholeNumber": {
      const number = wholeNumber(is.from, is.to);
      return is.none === undefined ? number : number.nullable();
    }
    case "interval":
      return wholeNumber(0);
    case "number": {
      if ("from" in is) return z.number().min(is.from).max(is.to);
      const number = z.number().gt(is.above).max(is.to);
      return is.none === undefined ? number : number.nullable();
    }
    case "size":
      return z.tuple([wholeNumber(1, is.to), wholeNumber(1, is.to)]);
    case "sizeShares": {
      const size = z.tuple([wholeNumber(1, is.to), wholeNumber(1, is.to)]);
      const share = z.number().gt(0).lt(1);
      return z
        .array(z.strictObject({ size, share }))
        .max(mostSizes)
        .refine((all) => all.reduce((sum, each) => sum + each.share, 0) < 1);
    }
    case "switch":
      return z.boolean();
  }
}

const mostSizes = 8;

function wholeNumber(from: number, to = Number.MAX_SAFE_INTEGER): z.ZodType<number> {
  return z.int().min(from).max(to);
}
