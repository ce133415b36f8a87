#!/usr/bin/env bash
# espeak-ng for pocket-eval (docs/process-protocol.md). Needs bash 4.2 and espeak-ng, nothing else:
#   pocket-eval run --system "espeak=process:en-us,command=bash eval/adapters/espeak-ng.sh"
# Voices: whatever espeak-ng -v takes. Options: option-rate (words a minute, 80 to 450), option-pitch (0 to 99).
set -u
export LC_ALL=C.UTF-8

# pocket-eval writes its messages without blanks and in a fixed order, so a value is what stands between two marks.
between() {
  local rest="${1#*"$2"}"
  printf '%s' "${rest%%"$3"*}"
}

# An option from the object "options", or the default.
option() {
  local all
  all="$(between "$1" '"options":{' '}')"
  case "$all" in
    *"\"$2\":\""*) between "$all" "\"$2\":\"" '"' ;;
    *) printf '%s' "$3" ;;
  esac
}

# JSON's escapes are among those of printf %b once \" and \/ are plain and surrogate pairs are one character.
unescape() {
  local text="$1" high low pair code
  while [[ "$text" =~ \\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2}) ]]; do
    pair="${BASH_REMATCH[0]}" high="${BASH_REMATCH[1]}" low="${BASH_REMATCH[2]}"
    printf -v code '\\U%08x' $((0x10000 + ((0x$high - 0xD800) << 10) + (0x$low - 0xDC00)))
    text="${text/"$pair"/"$code"}"
  done
  text="${text//\\\"/\"}"
  text="${text//\\\//\/}"
  printf '%b' "$text"
}

escape() {
  local text="${1//\\/\\\\}"
  text="${text//\"/\\\"}"
  printf '%s' "${text//[[:cntrl:]]/ }"
}

fail() { # id or nothing, reason, message
  printf '{"type":"error",%s"reason":"%s","message":"%s"}\n' "${1:+\"id\":$1,}" "$2" "$(escape "$3")"
}

hello() {
  local line="$1" program version problem
  work="$(unescape "$(between "$line" '"workFolder":"' '","voice":')")"
  voice=en-us
  [[ "$line" == *'"voice":"'* ]] && voice="$(unescape "$(between "$line" '"voice":"' '","options":')")"
  rate="$(option "$line" rate 175)"
  pitch="$(option "$line" pitch 50)"
  program="$(command -v espeak-ng)" || { fail '' no-engine 'espeak-ng is not on the PATH: install the package espeak-ng'; exit 1; }
  [[ "$rate" =~ ^[0-9]+$ ]] && ((rate >= 80 && rate <= 450)) || { fail '' bad-option "rate: found '$rate', expected 80 to 450"; exit 1; }
  [[ "$pitch" =~ ^[0-9]+$ ]] && ((pitch <= 99)) || { fail '' bad-option "pitch: found '$pitch', expected 0 to 99"; exit 1; }
  problem="$(espeak-ng -q -v "$voice" x 2>&1 >/dev/null)" || { fail '' no-voice "espeak-ng has no voice '$voice' ($problem)"; exit 1; }
  version="$(espeak-ng --version | sed 's/.*: \([0-9][^ ]*\).*/\1/')"
  printf '{"type":"hello","protocol":1,"name":"espeak-ng","version":"%s","sampleRateHz":22050,' "$(escape "$version")"
  printf '"streaming":false,"seed":false,"deterministic":true,"threads":1,"voice":"%s",' "$(escape "$voice")"
  printf '"settings":{"rate":"%s","pitch":"%s"},"files":["%s"]}\n' "$rate" "$pitch" "$(escape "$program")"
}

speak() {
  local line="$1" id text problem
  id="$(between "$line" '"id":' ',')"
  text="$(unescape "$(between "$line" '"text":"' '","language":')")"
  # stdin carries the text, so that it is never taken for an option
  if problem="$(printf '%s' "$text" | espeak-ng -b 1 -v "$voice" -s "$rate" -p "$pitch" -w "$work/$id.wav" --stdin 2>&1)" && [[ -s "$work/$id.wav" ]]; then
    printf '{"type":"done","id":%s,"file":"%s.wav"}\n' "$id" "$id"
  else
    fail "$id" engine-failed "espeak-ng wrote no file: $problem"
  fi
}

while IFS= read -r message; do
  case "$message" in
    '{"type":"hello",'*) hello "$message" ;;
    '{"type":"speak",'*) speak "$message" ;;
    '{"type":"shutdown"'*) exit 0 ;;
  esac
done
