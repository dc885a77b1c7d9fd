# Sourced by the scripts of this repository: makes JAVA_HOME name a JDK 25 if the machine has one in a usual folder and
# neither JAVA_HOME nor the path has it. Maven runs fastest on the JDK that it builds for; without one it finds it by itself.
is_jdk25() { [ -x "$1/bin/javac" ] && grep -qs '^JAVA_VERSION="25' "$1/release"; }
if ! is_jdk25 "${JAVA_HOME:-/none}"; then
  on_path=$(command -v javac || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for jdk in "$on_path" /usr/lib/jvm/* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    if is_jdk25 "$jdk"; then
      export JAVA_HOME="$jdk"
      break
    fi
  done
fi
