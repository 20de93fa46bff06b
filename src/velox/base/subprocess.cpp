// SPDX-License-Identifier: Apache-2.0
// Problem: start programs from a process with threads, hang on no pipe, leave nothing behind. Idea: everything that
// allocates happens before fork; between fork and exec there are system calls only, and a failure there travels back
// through a close-on-exec pipe. Waiting is one poll over both output pipes and the child's pidfd, so that output never
// blocks the child. The group is killed while its leader is still a zombie, when its number can't have been reused.
// Limits: needs pidfd_open (Linux 5.3).
#include "velox/base/subprocess.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/close_range.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <utility>

#include "velox/base/descriptor.hpp"
#include "velox/base/text.hpp"

extern char** environ;

namespace velox {

namespace {

struct Pipe {
  Descriptor read_end, write_end;
};

Result<Pipe> make_pipe() {
  std::array<int, 2> fds{};
  if (::pipe2(fds.data(), O_CLOEXEC) != 0)
    return fail(ErrorCode::io, std::string("cannot create a pipe: ") + std::strerror(errno));
  return Pipe{Descriptor(fds[0]), Descriptor(fds[1])};
}

Result<Descriptor> open_stdin(const std::optional<std::string>& text) {
  if (!text) {
    Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (!null.valid()) return fail(ErrorCode::io, std::string("cannot open /dev/null: ") + std::strerror(errno));
    return null;
  }
  const Descriptor memory(::memfd_create("stdin", MFD_CLOEXEC));
  std::string_view rest = *text;
  while (memory.valid() && !rest.empty()) {
    const ssize_t n = ::write(memory.get(), rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) break;
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  Descriptor reopened(
      rest.empty() ? ::open(("/proc/self/fd/" + std::to_string(memory.get())).c_str(), O_RDONLY | O_CLOEXEC) : -1);
  if (!reopened.valid())
    return fail(ErrorCode::io, std::string("cannot keep the input of a program: ") + std::strerror(errno));
  return reopened;
}

Result<std::string> find_program(const std::string& name, const std::map<std::string, std::string>& env) {
  if (name.find('/') != std::string::npos) return name;
  const auto path = env.find("PATH");
  for (const auto& folder : text::split(path == env.end() ? "/usr/local/bin:/usr/bin:/bin" : path->second, ':')) {
    const std::string full = fmt::format("{}/{}", folder, name);
    std::error_code error;
    if (folder.starts_with('/') && ::access(full.c_str(), X_OK) == 0 && fs::is_regular_file(full, error)) return full;
  }
  return fail(ErrorCode::not_found, "no program '" + name + "' on the PATH");
}

// Where the child failed before it became the program.
enum class Stage : int { folder, descriptors, exec };
struct Failure {
  Stage stage;
  int error;
};

// Everything the child needs, made before fork: the child may not allocate.
struct Launch {
  std::string program;
  std::vector<std::string> env_strings;
  std::vector<char*> argv, envp;
  const SpawnOptions* options = nullptr;
  int in = -1, out = -1, err = -1, failure = -1;
  pid_t parent = 0;
  int highest_target = 2;
  std::vector<std::pair<int, int>> moves;  // ours -> child's
};

Launch prepare(const SpawnOptions& options, std::string program) {
  Launch launch;
  launch.program = std::move(program);
  launch.options = &options;
  launch.parent = ::getpid();
  for (const auto& arg : options.argv) launch.argv.push_back(const_cast<char*>(arg.c_str()));
  launch.argv.push_back(nullptr);
  for (const auto& [name, value] : options.env) launch.env_strings.push_back(fmt::format("{}={}", name, value));
  for (auto& entry : launch.env_strings) launch.envp.push_back(entry.data());
  launch.envp.push_back(nullptr);
  for (const auto& [target, source] : options.inherit) {
    launch.moves.emplace_back(source, target);
    launch.highest_target = std::max(launch.highest_target, target);
  }
  return launch;
}

[[noreturn]] void give_up(int failure_fd, Stage stage) {
  const Failure failure{stage, errno};
  [[maybe_unused]] const ssize_t n = ::write(failure_fd, &failure, sizeof failure);
  ::_exit(127);
}

// Puts the descriptors in their places. All sources move above every target first, so that no move overwrites another.
void place_descriptors(Launch& launch) {
  const int above = launch.highest_target + 1;
  const auto raise = [&](int fd) {
    const int high = ::fcntl(fd, F_DUPFD_CLOEXEC, above);
    if (high < 0) give_up(launch.failure, Stage::descriptors);
    return high;
  };
  launch.failure = raise(launch.failure);
  launch.in = raise(launch.in);
  launch.out = raise(launch.out);
  launch.err = raise(launch.err);
  for (auto& move : launch.moves) move.first = raise(move.first);
  ::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
  bool placed = ::dup2(launch.in, 0) >= 0 && ::dup2(launch.out, 1) >= 0 && ::dup2(launch.err, 2) >= 0;
  for (const auto& [source, target] : launch.moves) placed = placed && ::dup2(source, target) >= 0;
  if (!placed) give_up(launch.failure, Stage::descriptors);
}

void default_signals() {
  struct sigaction standard{};
  standard.sa_handler = SIG_DFL;
  for (int number = 1; number < NSIG; ++number) ::sigaction(number, &standard, nullptr);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void become_program(Launch& launch) {
  const SpawnOptions& options = *launch.options;
  ::setpgid(0, 0);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != launch.parent) ::_exit(127);  // we died before the line above took effect
  place_descriptors(launch);
  if (!options.cwd.empty() && ::chdir(options.cwd.c_str()) != 0) give_up(launch.failure, Stage::folder);
  if (options.cpu) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(static_cast<unsigned>(*options.cpu), &set);
    ::sched_setaffinity(0, sizeof set, &set);
  }
  if (options.fixed_layout) ::personality(ADDR_NO_RANDOMIZE | static_cast<unsigned>(::personality(0xffffffff)));
  default_signals();
  if (options.before_exec && options.before_exec() != 0) ::_exit(126);
  ::execve(launch.program.c_str(), launch.argv.data(), launch.envp.data());
  give_up(launch.failure, Stage::exec);
}

std::unexpected<Error> launch_error(const Failure& failure, const SpawnOptions& options) {
  const std::string why = std::strerror(failure.error);
  const bool missing = failure.error == ENOENT || failure.error == ENOTDIR;
  switch (failure.stage) {
    case Stage::folder:
      return fail(missing ? ErrorCode::not_found : ErrorCode::io,
                  "cannot enter the folder '" + options.cwd.string() + "': " + why);
    case Stage::descriptors: return fail(ErrorCode::io, "cannot pass descriptors to '" + options.argv[0] + "': " + why);
    case Stage::exec: break;
  }
  return fail(missing ? ErrorCode::not_found : ErrorCode::io, "cannot run '" + options.argv[0] + "': " + why);
}

// fork with all signals blocked, so that no handler of ours runs in the child before it has reset them.
pid_t fork_quietly() {
  sigset_t all, before;
  sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = ::fork();
  if (pid != 0) ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return pid;
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

// One output pipe of the child, read as far as there is something.
struct Stream {
  Descriptor fd;
  std::string* text = nullptr;
  bool truncated = false;

  // Reads at most a few chunks, so that an endless writer cannot keep us from looking at the clock.
  void drain(std::uint64_t limit) {
    std::array<char, 65536> chunk;
    for (int i = 0; i < 16 && fd.valid(); ++i) {
      const ssize_t n = ::read(fd.get(), chunk.data(), chunk.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0 && errno == EAGAIN) return;
      if (n <= 0) return fd.reset();
      const auto room = limit > text->size() ? limit - text->size() : 0;
      const auto taken = std::min<std::uint64_t>(room, static_cast<std::uint64_t>(n));
      text->append(chunk.data(), static_cast<std::size_t>(taken));
      truncated = truncated || taken < static_cast<std::uint64_t>(n);
    }
  }
};

}  // namespace

struct Process::State {
  pid_t pid = -1;
  Descriptor pidfd;
  Stream out, err;
  double started = 0;
  std::atomic<bool> reaped{false};

  void kill_group() const {
    if (!reaped.load()) ::kill(-pid, SIGKILL);
  }

  bool ended() const {
    if (reaped.load()) return true;
    pollfd poll_fd{pidfd.get(), POLLIN, 0};
    return ::poll(&poll_fd, 1, 0) > 0;
  }

  // Blocks until one of the pipes or the child has news, or `timeout_ms` passed. True when the child ended.
  bool wait_for_news(int timeout_ms) const {
    std::array<pollfd, 3> fds{{{pidfd.get(), POLLIN, 0}, {out.fd.get(), POLLIN, 0}, {err.fd.get(), POLLIN, 0}}};
    return ::poll(fds.data(), fds.size(), timeout_ms) > 0 && fds[0].revents != 0;
  }

  // The child has ended, but is not reaped yet.
  void reap(ProcessResult& result) {
    kill_group();
    reaped.store(true);  // before its number can be reused: kill_tree may be called from another thread
    int status = 0;
    rusage usage{};
    while (::wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) {
    }
    result.wall_s = monotonic_seconds() - started;
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    result.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    result.cpu_s = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    result.peak_rss_bytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  }
};

Process::Process(std::unique_ptr<State> state) : state_(std::move(state)) {}
Process::Process(Process&&) noexcept = default;
Process& Process::operator=(Process&& other) noexcept {
  std::swap(state_, other.state_);
  return *this;
}

Process::~Process() {
  if (!state_ || state_->reaped.load()) return;
  state_->kill_group();  // reap kills again and then blocks until the leader is gone
  ProcessResult ignored;
  state_->reap(ignored);
}

Result<Process> Process::spawn(const SpawnOptions& options) {
  if (options.argv.empty()) return fail(ErrorCode::internal, "no program to start");
  const Descriptor in = VX_TRY(open_stdin(options.stdin_text));
  Pipe out = VX_TRY(make_pipe());
  Pipe err = VX_TRY(make_pipe());
  Pipe failure = VX_TRY(make_pipe());
  Launch launch = prepare(options, VX_TRY(find_program(options.argv[0], options.env)));
  launch.in = in.get();
  launch.out = out.write_end.get();
  launch.err = err.write_end.get();
  launch.failure = failure.write_end.get();

  auto state = std::make_unique<State>();
  state->started = monotonic_seconds();
  state->pid = fork_quietly();
  if (state->pid == 0) become_program(launch);
  if (state->pid < 0) {
    state->reaped.store(true);
    return fail(ErrorCode::io, "cannot start '" + options.argv[0] + "': " + std::strerror(errno));
  }
  ::setpgid(state->pid, state->pid);
  state->pidfd = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, state->pid, 0)));
  out.write_end.reset();
  err.write_end.reset();
  failure.write_end.reset();
  Process process(std::move(state));
  Failure what{};
  ssize_t n = 0;
  while ((n = ::read(failure.read_end.get(), &what, sizeof what)) < 0 && errno == EINTR) {
  }
  if (n == sizeof what) return launch_error(what, options);
  if (!process.state_->pidfd.valid())
    return fail(ErrorCode::unsupported, "this kernel has no pidfd_open (Linux 5.3 is needed)");
  for (Descriptor* fd : {&out.read_end, &err.read_end}) ::fcntl(fd->get(), F_SETFL, O_NONBLOCK);
  process.state_->out.fd = std::move(out.read_end);
  process.state_->err.fd = std::move(err.read_end);
  return process;
}

pid_t Process::pid() const { return state_->pid; }
bool Process::running() const { return !state_->ended(); }
void Process::kill_tree() { state_->kill_group(); }

ProcessResult Process::wait(Deadline deadline, std::uint64_t output_limit, const CancelToken* cancel) {
  WaitOptions options;
  options.deadline = deadline;
  options.output_limit = output_limit;
  options.cancel = cancel;
  return wait(options);
}

ProcessResult Process::wait(const WaitOptions& options) {
  constexpr double kLookAtToken = 0.05, kGrace = 2;
  ProcessResult result;
  State& state = *state_;
  if (state.reaped.load()) return result;
  state.out.text = &result.out;
  state.err.text = &result.err;
  Deadline deadline = options.deadline;
  bool stopping = false;
  const double tick =
      std::min(options.cancel != nullptr ? kLookAtToken : 3600.0, options.watch ? options.watch_every_s : 3600.0);
  Deadline next_watch = Deadline::after(options.watch_every_s);
  while (true) {
    const double longest = std::min(deadline.left(), stopping ? 3600.0 : tick);
    const bool ended = state.wait_for_news(static_cast<int>(std::ceil(longest * 1000)));
    state.out.drain(options.output_limit);
    state.err.drain(options.output_limit);
    if (ended) break;
    if (stopping && deadline.passed()) {
      state.kill_group();
      deadline = Deadline();
    }
    if (stopping) continue;
    result.cancelled = options.cancel != nullptr && options.cancel->cancelled();
    result.timed_out = !result.cancelled && deadline.passed();
    result.overflowed = options.overflow == Overflow::stop && (state.out.truncated || state.err.truncated);
    if (options.watch && next_watch.passed()) {
      result.watch_stopped = options.watch();
      next_watch = Deadline::after(options.watch_every_s);
    }
    if (!result.cancelled && !result.timed_out && !result.overflowed && !result.watch_stopped) continue;
    stopping = true;
    deadline = Deadline::after(kGrace);
    if (options.stop)
      options.stop();
    else
      state.kill_group();
  }
  state.out.drain(options.output_limit);
  state.err.drain(options.output_limit);
  result.out_truncated = state.out.truncated || state.err.truncated;
  state.reap(result);
  return result;
}

Result<ProcessResult> run_process(const SpawnOptions& options, Deadline deadline, std::uint64_t output_limit,
                                  const CancelToken* cancel) {
  Process process = VX_TRY(Process::spawn(options));
  return process.wait(deadline, output_limit, cancel);
}

std::map<std::string, std::string> current_environment() {
  std::map<std::string, std::string> result;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const auto at = text.find('=');
    if (at != std::string_view::npos && at > 0) result.emplace(text.substr(0, at), text.substr(at + 1));
  }
  return result;
}

Result<std::int64_t> process_cpu_ns(pid_t pid) {
  clockid_t clock{};
  timespec time{};
  if (::clock_getcpuclockid(pid, &clock) != 0 || ::clock_gettime(clock, &time) != 0)
    return fail(ErrorCode::not_found, "no process " + std::to_string(pid));
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

}  // namespace velox
