#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Lays out released third-party code for the real-code benchmark. Usage: setup.sh DIR [PYTHON]
#
# After it DIR holds venv/ (interpreter with what the targets need) and one folder per target: the unpacked
# source distribution (or copies of standard library modules) with our workload and tests beside it. The workload's
# folder comes first on sys.path, so each workload runs the sources in that folder and not an installed copy.
set -eu

DIR=${1:?usage: setup.sh DIR [PYTHON]}
PYTHON=${2:-python3}
HERE=$(cd "$(dirname "$0")" && pwd)
PINS="openpyxl==3.1.5 pypdf==7.1.0 docutils==0.23 tabulate==0.10.0 html5lib==1.1 mpmath==1.3.0 sympy==1.14.0 rdflib==7.6.0"

mkdir -p "$DIR"
DIR=$(cd "$DIR" && pwd)

if [ ! -x "$DIR/venv/bin/pytest" ]; then
    "$PYTHON" -m venv "$DIR/venv"
    "$DIR/venv/bin/pip" install --quiet --disable-pip-version-check pytest==9.0.1 et_xmlfile==2.0.0 wcwidth==0.2.14 \
        PyYAML==6.0.3 fonttools==4.60.1 pillow==13.0.0 pytest-socket==0.7.0 pytest-timeout==2.4.0 \
        six==1.17.0 webencodings==0.5.1 mpmath==1.3.0 pyparsing==3.2.5 pytest-expect==1.1.0 hypothesis
fi

for pin in $PINS; do
    name=${pin%%==*}
    version=${pin##*==}
    if [ ! -d "$DIR/$name/$name" ]; then
        "$DIR/venv/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
            --dest "$DIR/sdist" "$pin"
        mkdir -p "$DIR/$name"
        tar -xzf "$DIR/sdist/$name-$version.tar.gz" -C "$DIR/$name" --strip-components=1
    fi
    cp "$HERE/workload_$name.py" "$DIR/$name/"
done
cp "$HERE/check_openpyxl.py" "$DIR/openpyxl/"

"$DIR/venv/bin/python" "$HERE/copy_stdlib.py" "$DIR/stdlib"
cp "$HERE/workload_stdlib_text.py" "$HERE/workload_stdlib_data.py" "$DIR/stdlib/"
echo "ready: $DIR"
