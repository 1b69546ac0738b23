# fullDisk.sh MOUNTPOINT DATA LEAVE COMMAND ...: in a mount namespace of its own, copies DATA onto a small file system, fills it but for
# LEAVE bytes, runs COMMAND on it and copies the database back, so that the test sees what became of it.
set -eu
mountpoint=$1 data=$2 leave=$3
shift 3
mount -t tmpfs -o "size=$(($(stat -c %s "$data/workspace.db") / 1024 + 1024))k" tmpfs "$mountpoint"
cp "$data/workspace.db" "$mountpoint"
[ "$leave" = 0 ] || head -c "$leave" /dev/zero > "$mountpoint/room"
# It stops when nothing more fits, which is what it is for.
dd if=/dev/zero of="$mountpoint/filler" bs=4096 2> /dev/null || true
rm -f "$mountpoint/room"
code=0
"$@" || code=$?
rm "$mountpoint/filler"
cp "$mountpoint"/workspace.db* "$data"
exit $code
