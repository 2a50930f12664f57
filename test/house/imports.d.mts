import type { ICruiseOptions, IFlattenedRuleSet } from "dependency-cruiser";

declare const rules: {
  readonly forbidden: NonNullable<IFlattenedRuleSet["forbidden"]>;
  readonly options: ICruiseOptions;
};
export default rules;
