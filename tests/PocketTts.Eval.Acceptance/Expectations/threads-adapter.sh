#!/usr/bin/env bash
# an engine that says it uses 999 threads; each text is the same half second of a square wave
printf '{"type":"hello","protocol":1,"name":"many","version":"1","sampleRateHz":8000,"threads":999}\n'
pcm=$(head -c 8000 /dev/zero | tr '\0' '@' | base64 -w0)
while read -r line; do
  case "$line" in
    *'"shutdown"'*) exit 0 ;;
    *'"speak"'*) id=$(sed 's/.*"id":\([0-9]*\).*/\1/' <<< "$line"); printf '{"type":"chunk","id":%s,"pcm":"%s"}\n{"type":"done","id":%s}\n' "$id" "$pcm" "$id" ;;
  esac
done
