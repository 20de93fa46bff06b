// SPDX-License-Identifier: Apache-2.0
// Problem: namespaces and Landlock guard files and the network, but the kernel's rarely used corners (io_uring, bpf,
// userfaultfd, keyrings, nested user namespaces) are where sandboxes have been left in the past. Idea: a deny list, not
// an allow list, because any Python extension may use any ordinary call. Limits: arguments behind pointers can't be
// looked at, so clone3 is refused as a whole (ENOSYS: libc falls back to clone).
#include "velox/sandbox/seccomp_filter.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string>

namespace velox::sandbox {

namespace {

using Context = std::unique_ptr<void, decltype(&seccomp_release)>;

// Refused always. Names that this machine does not have are skipped: they can't be called either.
constexpr std::array kRefused = {
    "ptrace",
    "process_vm_readv",
    "process_vm_writev",
    "process_madvise",
    "kcmp",
    "pidfd_getfd",
    "mount",
    "umount",
    "umount2",
    "pivot_root",
    "chroot",
    "fsopen",
    "fsconfig",
    "fsmount",
    "fspick",
    "move_mount",
    "open_tree",
    "mount_setattr",
    "open_by_handle_at",
    "name_to_handle_at",
    "fanotify_init",
    "quotactl",
    "quotactl_fd",
    "keyctl",
    "add_key",
    "request_key",
    "bpf",
    "perf_event_open",
    "userfaultfd",
    "io_uring_setup",
    "io_uring_enter",
    "io_uring_register",
    "kexec_load",
    "kexec_file_load",
    "init_module",
    "finit_module",
    "delete_module",
    "create_module",
    "reboot",
    "swapon",
    "swapoff",
    "unshare",
    "setns",
    "acct",
    "syslog",
    "iopl",
    "ioperm",
    "modify_ldt",
    "vhangup",
    "settimeofday",
    "clock_settime",
    "clock_adjtime",
    "adjtimex",
    "stime",
    "sethostname",
    "setdomainname",
    "nfsservctl",
    "lookup_dcookie",
    "uselib",
    "_sysctl",
    "vm86",
    "vm86old",
};

// Refused where other processes and the whole file tree are in sight. Landlock guards the content of files, but not
// their owners and attributes; it does not know System V memory, which outlives all its users.
constexpr std::array kRefusedShared = {
    "chown",       "lchown",       "fchownat",   "chown32",       "lchown32",      "setxattr",   "lsetxattr",
    "removexattr", "lremovexattr", "setxattrat", "removexattrat", "migrate_pages", "move_pages", "setpriority",
    "ioprio_set",  "shmget",       "shmat",      "semget",        "msgget",        "mq_open",
};

bool refuse(scmp_filter_ctx context, const char* name, int error, std::initializer_list<scmp_arg_cmp> conditions = {}) {
  const int call = seccomp_syscall_resolve_name(name);
  if (call == __NR_SCMP_ERROR || call < 0) return true;
  return seccomp_rule_add_array(context, SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), call,
                                static_cast<unsigned>(conditions.size()), conditions.begin()) == 0;
}

scmp_arg_cmp masked(unsigned arg, std::uint64_t mask, std::uint64_t value) {
  return {arg, SCMP_CMP_MASKED_EQ, mask, value};
}

bool refuse_namespaces(scmp_filter_ctx context) {
  bool added = refuse(context, "clone3", ENOSYS);
#ifdef __s390x__
  constexpr unsigned kFlags = 1;
#else
  constexpr unsigned kFlags = 0;
#endif
  for (const std::uint64_t flag :
       {CLONE_NEWUSER, CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWIPC, CLONE_NEWUTS, CLONE_NEWCGROUP})
    added = added && refuse(context, "clone", EPERM, {masked(kFlags, flag, flag)});
  return added;
}

// Faking keyboard input to the terminal that Velox itself runs on.
bool refuse_terminal_tricks(scmp_filter_ctx context) {
  bool added = true;
  for (const std::uint64_t request : {TIOCSTI, TIOCLINUX, TIOCSETD, TIOCCONS})
    added = added && refuse(context, "ioctl", EPERM, {masked(1, 0xffffffffU, request)});
  return added;
}

bool refuse_sockets(scmp_filter_ctx context, Isolation isolation) {
  const auto family = [](scmp_compare compare, std::uint64_t value) { return scmp_arg_cmp{0, compare, value, 0}; };
  if (isolation == Isolation::shared)  // a local socket would reach the host's services by their path
    return refuse(context, "socket", EAFNOSUPPORT) &&
           refuse(context, "socketpair", EAFNOSUPPORT, {family(SCMP_CMP_NE, AF_UNIX)});
  bool added = refuse(context, "socket", EAFNOSUPPORT, {family(SCMP_CMP_GT, AF_INET6)}) &&
               refuse(context, "socketpair", EAFNOSUPPORT, {family(SCMP_CMP_NE, AF_UNIX)});
  for (std::uint64_t other = AF_INET + 1; other < AF_INET6; ++other)
    added = added && refuse(context, "socket", EAFNOSUPPORT, {family(SCMP_CMP_EQ, other)});
  return added;
}

bool refuse_reaching_others(scmp_filter_ctx context) {
  bool added = refuse(context, "kill", EPERM, {masked(0, 0xffffffffU, 0xffffffffU)}) &&  // -1: everybody
               refuse(context, "prlimit64", EPERM, {scmp_arg_cmp{0, SCMP_CMP_NE, 0, 0}});
  for (const char* name : kRefusedShared) added = added && refuse(context, name, EPERM);
  return added;
}

Result<Descriptor> memory_file() {
  Descriptor file(::memfd_create("seccomp", MFD_CLOEXEC));
  if (!file.valid()) return fail(ErrorCode::io, std::string("cannot create a file in memory: ") + std::strerror(errno));
  return file;
}

}  // namespace

Result<std::vector<sock_filter>> make_seccomp_filter(Isolation isolation) {
  const Context context(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
  bool made = context && seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0;
  for (const char* name : kRefused) made = made && refuse(context.get(), name, EPERM);
  made = made && refuse_namespaces(context.get()) && refuse_terminal_tricks(context.get()) &&
         refuse_sockets(context.get(), isolation);
  if (isolation == Isolation::shared) made = made && refuse_reaching_others(context.get());
  if (!made) return fail(ErrorCode::unsupported, "libseccomp cannot make a filter for this machine");

  const Descriptor file = VX_TRY(memory_file());
  const int exported = seccomp_export_bpf(context.get(), file.get());
  const off_t bytes = exported == 0 ? ::lseek(file.get(), 0, SEEK_END) : -1;
  if (bytes <= 0) return fail(ErrorCode::unsupported, "libseccomp cannot export a filter");
  std::vector<sock_filter> filter(static_cast<std::size_t>(bytes) / sizeof(sock_filter));
  if (::pread(file.get(), filter.data(), static_cast<std::size_t>(bytes), 0) != bytes)
    return fail(ErrorCode::io, "cannot read the system call filter back");
  return filter;
}

Result<Descriptor> seccomp_file(const std::vector<sock_filter>& filter) {
  Descriptor file = VX_TRY(memory_file());
  const auto bytes = static_cast<ssize_t>(filter.size() * sizeof(sock_filter));
  if (::write(file.get(), filter.data(), static_cast<std::size_t>(bytes)) != bytes ||
      ::lseek(file.get(), 0, SEEK_SET) != 0)
    return fail(ErrorCode::io, std::string("cannot write the system call filter: ") + std::strerror(errno));
  return file;
}

}  // namespace velox::sandbox
