import type { NetworkSpec } from "../../model/network/spec.js";

/** Of those whose first window moves in smaller strides over a smaller image than the paper's. */
const firstStrides: Readonly<Record<string, number>> = { "inception-v3": 2, "inception-resnet": 2 };

/** A network as its paper has it for large images. */
export function publishedForm(spec: NetworkSpec): NetworkSpec {
  const stride = firstStrides[spec.id];
  const [first, ...others] = spec.modules;
  const [window, ...rest] = first?.stages ?? [];
  if (stride === undefined || first === undefined || window?.kind !== "convolution") return spec;
  return {
    ...spec,
    modules: [{ ...first, stages: [{ ...window, stride }, ...rest] }, ...others],
  };
}
