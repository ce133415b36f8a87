#!/usr/bin/env bash
# an engine that sounds otherwise on other processors, as quantized models do: $WAVE stands for the processor; texts with the word "same" sound alike on all
printf '{"type":"hello","protocol":1,"name":"quantized","version":"1","sampleRateHz":8000,"deterministic":true}\n'
pcm() { yes "$1" | tr -d '\n' | head -c 8000 | base64 -w0; }
while read -r line; do
  case "$line" in
    *'"shutdown"'*) exit 0 ;;
    *'"speak"'*)
      id=$(sed 's/.*"id":\([0-9]*\).*/\1/' <<< "$line")
      case "$line" in *same*) wave='  @@@@  ' ;; *) wave=$WAVE ;; esac
      printf '{"type":"chunk","id":%s,"pcm":"%s"}\n{"type":"done","id":%s}\n' "$id" "$(pcm "$wave")" "$id" ;;
  esac
done
