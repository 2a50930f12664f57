import protobuf from "protobufjs";

/** The part of TensorFlow's SavedModel format that a graph without functions needs. */
const schema = protobuf.parse(
  `
  syntax = "proto3";
  message TensorShape { message Dim { int64 size = 1; } repeated Dim dim = 2; }
  message Tensor { int32 dtype = 1; TensorShape tensor_shape = 2; bytes tensor_content = 4; }
  message ListValue { repeated bytes s = 2; repeated int64 i = 3; repeated float f = 4; }
  message AttrValue {
    oneof value {
      ListValue list = 1;
      bytes s = 2;
      int64 i = 3;
      float f = 4;
      bool b = 5;
      int32 type = 6;
      TensorShape shape = 7;
      Tensor tensor = 8;
    }
  }
  message NodeDef {
    string name = 1;
    string op = 2;
    repeated string input = 3;
    string device = 4;
    map<string, AttrValue> attr = 5;
  }
  message VersionDef { int32 producer = 1; }
  message GraphDef { repeated NodeDef node = 1; VersionDef versions = 4; }
  message MetaInfoDef { repeated string tags = 4; }
  message MetaGraphDef { MetaInfoDef meta_info_def = 1; GraphDef graph_def = 2; }
  message SavedModel { int64 saved_model_schema_version = 1; repeated MetaGraphDef meta_graphs = 2; }
  `,
  { keepCase: true },
).root;

const savedModel = schema.lookupType("SavedModel");

/** TensorFlow's element types, by their numbers in `types.proto`. */
export const dtype = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  uint32: 22,
  bool: 10,
  bfloat16: 14,
  float16: 19,
} as const;
export type DType = (typeof dtype)[keyof typeof dtype];

/** An attribute of a node, in the proto's own form. */
export type Attribute =
  | { readonly list: { readonly i: readonly number[] } | { readonly f: readonly number[] } }
  | { readonly s: Uint8Array }
  | { readonly i: number }
  | { readonly f: number }
  | { readonly b: boolean }
  | { readonly type: DType }
  | { readonly shape: object }
  | { readonly tensor: object };

export interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

export const attribute = {
  string: (value: string): Attribute => ({ s: new TextEncoder().encode(value) }),
  integer: (value: number): Attribute => ({ i: value }),
  float: (value: number): Attribute => ({ f: value }),
  integers: (values: readonly number[]): Attribute => ({ list: { i: values } }),
  floats: (values: readonly number[]): Attribute => ({ list: { f: values } }),
  boolean: (value: boolean): Attribute => ({ b: value }),
  type: (value: DType): Attribute => ({ type: value }),
  shape: (lengths: readonly number[]): Attribute => ({ shape: shapeProto(lengths) }),
  tensor: (type: DType, lengths: readonly number[], content: Uint8Array): Attribute => ({
    tensor: { dtype: type, tensor_shape: shapeProto(lengths), tensor_content: content },
  }),
};

function shapeProto(lengths: readonly number[]): object {
  return { dim: lengths.map((size) => ({ size })) };
}

/** The graph definition version that TensorFlow 2.16 to 2.21 write; newer libraries read it too. */
const graphProducer = 1882;

/** The bytes of `saved_model.pb` with one graph, tagged `serve`. */
export function encodeSavedModel(nodes: readonly NodeDef[]): Uint8Array {
  return savedModel
    .encode({
      saved_model_schema_version: 1,
      meta_graphs: [
        {
          meta_info_def: { tags: ["serve"] },
          graph_def: { node: nodes, versions: { producer: graphProducer } },
        },
      ],
    })
    .finish();
}
