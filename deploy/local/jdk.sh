# Sourced by the commands: sets and exports JAVA_HOME, or ends with what is to be done.

# find_jdk VERSION: the first JDK of that version or newer: JAVA_HOME, the PATH's, then the usual places.
find_jdk() {
  local least=$1 candidate version java
  java=$(command -v java || true)
  for candidate in "${JAVA_HOME:-}" ${java:+"$(dirname "$(dirname "$(realpath "$java")")")"} \
    /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -n $candidate && -x $candidate/bin/java && -x $candidate/bin/javac ]] || continue
    version=$("$candidate/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    if [[ ${version:-0} -ge $least ]]; then
      echo "$candidate"
      return
    fi
  done
}

JAVA_HOME=$(find_jdk 17)
if [[ -z $JAVA_HOME ]]; then
  echo "Sapa needs a JDK of version 17 or newer (a JRE is not enough), and none was found.
Install one, for example: apt install openjdk-17-jdk-headless, or set JAVA_HOME to where it is." >&2
  exit 1
fi
export JAVA_HOME

# Sets runtime to the JDK on which the suite runs: the same, or one that keeps what it knows of a run (SAPA_AOT).
find_runtime() {
  runtime=$JAVA_HOME
  # The program started by it says what it thinks of another word.
  [[ ${SAPA_AOT:-} == use || ${SAPA_AOT:-} == record ]] || return 0
  runtime=$(find_jdk 25)
  [[ -n $runtime ]] || {
    echo "SAPA_AOT needs a JDK of version 25 or newer, and none was found.
Install one, for example Eclipse Temurin 25, or set JAVA_HOME to where it is." >&2
    exit 1
  }
}
