// A protobuf message may be followed by more of its fields: ModelProto.metadata_props (field 14, repeated StringStringEntryProto with key = 1, value = 2)
// is added by appending bytes, without reading the model.

/** The bytes to append to an .onnx file so that its metadata has these entries too. */
export function metadataBytes(entries) {
  return Buffer.concat(Object.entries(entries).map(([key, value]) => field(14, Buffer.concat([field(1, Buffer.from(key)), field(2, Buffer.from(String(value)))]))));
}

// wire type 2: length-delimited
function field(number, bytes) {
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

function varint(value) {
  const bytes = [];
  for (; value > 127; value >>>= 7) {
    bytes.push((value & 127) | 128);
  }

  return Buffer.from([...bytes, value]);
}
