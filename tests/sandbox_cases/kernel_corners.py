# SPDX-License-Identifier: Apache-2.0
# WHAT: calls rarely used parts of the kernel, which have often been the way out of a sandbox
# EXPECT: ok
# OUT: all refused
# SKIP none: it has no system call filter
import ctypes, errno, platform
libc = ctypes.CDLL(None, use_errno=True)
assert platform.machine() in ("x86_64", "aarch64")
x86 = platform.machine() == "x86_64"
calls = {
    "bpf": 321 if x86 else 280, "perf_event_open": 298 if x86 else 241, "userfaultfd": 323 if x86 else 282,
    "keyctl": 250 if x86 else 219, "add_key": 248 if x86 else 217, "io_uring_setup": 425, "setns": 308 if x86 else 268,
    "process_vm_readv": 310 if x86 else 270, "kexec_load": 246 if x86 else 104, "init_module": 175 if x86 else 105,
    "reboot": 169 if x86 else 142, "swapon": 167 if x86 else 224, "open_by_handle_at": 304 if x86 else 265,
    "open_tree": 428, "fsopen": 430, "pidfd_getfd": 438, "chroot": 161 if x86 else 51,
}
for name, number in calls.items():
    result = libc.syscall(number, 0, 0, 0, 0, 0)
    assert result == -1 and ctypes.get_errno() == errno.EPERM, (name, result, ctypes.get_errno())
print("all refused")
