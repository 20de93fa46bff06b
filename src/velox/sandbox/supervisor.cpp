// SPDX-License-Identifier: Apache-2.0
// Limits: code here runs after fork in a program with threads, so it may not allocate or lock: system calls only.
#include "velox/sandbox/supervisor.hpp"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace velox::sandbox {

namespace {

constexpr long kLandlockRestrictSelf = 446;  // SYS_landlock_restrict_self, the same number everywhere

// Root's powers are lost for good: an empty bounding set leaves nothing to regain at exec.
void drop_capabilities() {
  for (unsigned long capability = 0; capability < 64; ++capability) ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const std::array<__user_cap_data_struct, 2> none{};
  ::syscall(SYS_capset, &header, none.data());
}

// The main process: takes its rights away, then returns to become the program.
int confine(const ChildSetup& setup, pid_t supervisor) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != supervisor) ::_exit(127);
  ::setsid();
  ::fcntl(kControlFd, F_SETFD, FD_CLOEXEC);
  ::fcntl(kReportFd, F_SETFD, FD_CLOEXEC);
  for (const auto& [resource, limit] : setup.limits) {
    if (::setrlimit(static_cast<__rlimit_resource_t>(resource), &limit) != 0) return 1;
  }
  if (setup.no_capabilities) drop_capabilities();
  const bool fenced = setup.landlock || !setup.filter.empty();
  if (fenced && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return 2;
  if (setup.landlock) {
    if (::syscall(kLandlockRestrictSelf, kLandlockFd, 0) != 0) return 3;
    ::close(kLandlockFd);
  }
  if (!setup.filter.empty()) {
    sock_fprog program{static_cast<unsigned short>(setup.filter.size()), const_cast<sock_filter*>(setup.filter.data())};
    if (::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0) return 4;
  }
  return 0;
}

void pause_ms(long ms) {
  const timespec time{0, ms * 1'000'000};
  ::nanosleep(&time, nullptr);
}

// Sends SIGKILL to every child of ours, as /proc lists them: "12 13 14 ". A number cut at the end of a chunk is put
// together over two reads.
void kill_children() {
  const int fd = ::open("/proc/thread-self/children", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  std::array<char, 4096> text;
  pid_t number = 0;
  for (ssize_t n = 0; (n = ::read(fd, text.data(), text.size())) > 0;) {
    for (ssize_t i = 0; i < n; ++i) {
      const char c = text[static_cast<std::size_t>(i)];
      if (c >= '0' && c <= '9') {
        number = number * 10 + (c - '0');
      } else if (number > 1) {
        ::kill(number, SIGKILL);
        number = 0;
      }
    }
  }
  ::close(fd);
}

void add(Report& report, const rusage& usage) {
  const auto us = [](const timeval& time) { return static_cast<std::int64_t>(time.tv_sec) * 1'000'000 + time.tv_usec; };
  report.cpu_us += us(usage.ru_utime) + us(usage.ru_stime);
}

// Blocks until the main process ends; kills it when our owner has gone or asks for it.
void await_main(pid_t main, Report& report) {
  const int pidfd = static_cast<int>(::syscall(SYS_pidfd_open, main, 0));
  std::array<pollfd, 2> fds{{{pidfd, POLLIN, 0}, {kControlFd, POLLIN, 0}}};
  while (::poll(fds.data(), fds.size(), -1) < 0 && errno == EINTR) {
  }
  if ((fds[0].revents & POLLIN) == 0) {
    ::kill(main, SIGKILL);
    while (::poll(fds.data(), 1, -1) < 0 && errno == EINTR) {
    }
  }
  ::kill(-main, SIGKILL);  // its group, while the zombie still holds the number
  rusage usage{};
  while (::wait4(main, &report.status, 0, &usage) < 0 && errno == EINTR) {
  }
  add(report, usage);
  report.main_rss_kb = usage.ru_maxrss;
}

// Ends and reaps everything that is left. Killing makes new orphans, so it goes on until there is no child; a few
// seconds bound it, in case a process cannot die (it hangs in the kernel).
void end_orphans(Report& report) {
  constexpr int kMostIdleRounds = 3000;
  for (int idle = 0; idle < kMostIdleRounds;) {
    kill_children();
    int status = 0;
    rusage usage{};
    const pid_t pid = ::wait4(-1, &status, WNOHANG, &usage);
    if (pid > 0) {
      add(report, usage);
      report.adopted_rss_kb = std::max<std::int64_t>(report.adopted_rss_kb, usage.ru_maxrss);
    } else if (pid < 0 && errno == ECHILD) {
      return;
    } else {
      pause_ms(1);
      ++idle;
    }
  }
}

[[noreturn]] void watch_over(pid_t main) {
  ::syscall(SYS_close_range, 0U, static_cast<unsigned>(kControlFd) - 1, 0U);
  ::syscall(SYS_close_range, static_cast<unsigned>(kReportFd) + 1, ~0U, 0U);
  [[maybe_unused]] ssize_t sent = ::write(kReportFd, &main, sizeof main);
  Report report;
  await_main(main, report);
  end_orphans(report);
  sent = ::write(kReportFd, &report, sizeof report);
  ::_exit(0);
}

}  // namespace

int supervise(const ChildSetup& setup) {
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &all, nullptr);
  ::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
  // We outlive our owner: the end of file on kControlFd tells us of its death, and only we can then end what bubblewrap
  // has cloned but not yet bound to its own life. That process would wait for ever for a word from its dead parent.
  ::prctl(PR_SET_PDEATHSIG, 0);
  const pid_t self = ::getpid();
  const pid_t pid = ::fork();
  if (pid < 0) return 5;
  if (pid > 0) watch_over(pid);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int failed = confine(setup, self);
  if (failed != 0) {
    constexpr std::array kSteps{"", "setting limits", "giving up privileges", "Landlock", "the system call filter"};
    const char* step = kSteps[static_cast<std::size_t>(failed)];
    const std::array<iovec, 3> words{{{const_cast<char*>("velox: cannot confine the program: "), 35},
                                      {const_cast<char*>(step), ::strlen(step)},
                                      {const_cast<char*>(" failed\n"), 8}}};
    [[maybe_unused]] const ssize_t written = ::writev(STDERR_FILENO, words.data(), words.size());
  }
  return failed;
}

}  // namespace velox::sandbox
