# Sourced by the commands: sets and exports JAVA_HOME, or ends with what is to be done.

# The first JDK of version 17 or newer: JAVA_HOME, the PATH's, then the usual places.
find_jdk() {
  local candidate version java
  java=$(command -v java || true)
  for candidate in "${JAVA_HOME:-}" ${java:+"$(dirname "$(dirname "$(realpath "$java")")")"} \
    /usr/lib/jvm/* /opt/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -n $candidate && -x $candidate/bin/java && -x $candidate/bin/javac ]] || continue
    version=$("$candidate/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    if [[ ${version:-0} -ge 17 ]]; then
      echo "$candidate"
      return
    fi
  done
}

JAVA_HOME=$(find_jdk)
if [[ -z $JAVA_HOME ]]; then
  echo "Sapa needs a JDK of version 17 or newer (a JRE is not enough), and none was found.
Install one, for example: apt install openjdk-17-jdk-headless, or set JAVA_HOME to where it is." >&2
  exit 1
fi
export JAVA_HOME
