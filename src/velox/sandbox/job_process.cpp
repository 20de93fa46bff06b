// SPDX-License-Identifier: Apache-2.0
// The start under bubblewrap: it builds the sandbox, tells the pid of its process 1 and waits for a byte. Until then the
// program does not exist, so limits that would hinder the building are set then, and the CPU time spent so far is known
// not to be the program's.
#include "velox/sandbox/job_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#include <array>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/sandbox/ending.hpp"
#include "velox/sandbox/process_tree.hpp"

namespace velox::sandbox {

namespace {

constexpr double kSetupTime = 20;  // for building the sandbox on a busy machine; it takes milliseconds

// Reads exactly `size` bytes unless the other end closes or the time is over.
bool read_exactly(int fd, void* target, std::size_t size, Deadline deadline) {
  auto* at = static_cast<char*>(target);
  while (size > 0) {
    pollfd poll_fd{fd, POLLIN, 0};
    if (::poll(&poll_fd, 1, static_cast<int>(std::ceil(deadline.left() * 1000))) == 0) return false;
    const ssize_t n = ::read(fd, at, size);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += n;
    size -= static_cast<std::size_t>(n);
  }
  return true;
}

// Whatever is there now.
std::string read_available(int fd) {
  std::string all;
  std::array<char, 4096> chunk;
  ::fcntl(fd, F_SETFL, O_NONBLOCK);
  for (ssize_t n = 0; (n = ::read(fd, chunk.data(), chunk.size())) > 0;)
    all.append(chunk.data(), static_cast<std::size_t>(n));
  return all;
}

rlimit both(std::uint64_t value) { return {value, value}; }

bool is_boundary(char c) { return c == '=' || c == ':' || c == ' ' || c == '\'' || c == '"'; }

void pause_us(long us) {
  const timespec time{0, us * 1000};
  ::nanosleep(&time, nullptr);
}

}  // namespace

std::string PathMap::to_inside(std::string text) const {
  if (outside.empty() || outside == inside) return text;
  for (auto at = text.find(outside); at != std::string::npos; at = text.find(outside, at)) {
    const auto end = at + outside.size();
    const bool starts = at == 0 || is_boundary(text[at - 1]);
    const bool ends = end == text.size() || text[end] == '/' || is_boundary(text[end]);
    if (starts && ends) text.replace(at, outside.size(), inside);
    at += starts && ends ? inside.size() : 1;
  }
  return text;
}

std::string PathMap::to_outside(std::string text) const {
  return outside.empty() || outside == inside ? std::move(text) : text::replace_all(std::move(text), inside, outside);
}

std::vector<std::pair<int, rlimit>> kernel_limits(const Limits& limits) {
  const bool bounded = limits.cpu_s > 0;
  const auto cpu = bounded ? static_cast<rlim_t>(std::max(1.0, std::ceil(limits.cpu_s))) : RLIM_INFINITY;
  std::vector<std::pair<int, rlimit>> wanted{{RLIMIT_AS, both(limits.memory_bytes)},
                                             {RLIMIT_FSIZE, both(limits.file_bytes)},
                                             {RLIMIT_CPU, {cpu, bounded ? cpu + 1 : cpu}},
                                             {RLIMIT_NOFILE, both(limits.open_files)},
                                             {RLIMIT_CORE, both(0)},
                                             {RLIMIT_MEMLOCK, both(1 << 20)},
                                             {RLIMIT_MSGQUEUE, both(1 << 20)}};
  for (auto& [resource, limit] : wanted) {  // what the administrator allows us is the most that we can hand on
    rlimit ours{};
    if (::getrlimit(static_cast<__rlimit_resource_t>(resource), &ours) != 0) continue;
    limit.rlim_max = std::min(limit.rlim_max, ours.rlim_max);
    limit.rlim_cur = std::min(limit.rlim_cur, limit.rlim_max);
  }
  return wanted;
}

Result<std::unique_ptr<JobProcess>> JobProcess::launch(Preparation preparation) {
  std::unique_ptr<JobProcess> job(new JobProcess(std::move(preparation)));
  VX_TRY(job->start());
  return job;
}

Result<void> JobProcess::start() {
  std::array<int, 2> control{}, report{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, control.data()) != 0)
    return fail(ErrorCode::io, std::string("cannot create a socket: ") + std::strerror(errno));
  control_ = Descriptor(control[0]);
  const Descriptor their_control(control[1]);
  if (::pipe2(report.data(), O_CLOEXEC) != 0)
    return fail(ErrorCode::io, std::string("cannot create a pipe: ") + std::strerror(errno));
  report_ = Descriptor(report[0]);
  const Descriptor their_report(report[1]);

  SpawnOptions& spawn = preparation_.spawn;
  spawn.inherit[kControlFd] = their_control.get();
  spawn.inherit[kReportFd] = their_report.get();
  spawn.before_exec = [this] { return supervise(preparation_.setup); };
  memory_kills_before_ = out_of_memory_kills();
  started_ = released_ = monotonic_seconds();
  process_.emplace(VX_TRY(Process::spawn(spawn)));
  preparation_.descriptors.clear();  // the child has its own; an end of file must be seen
  const bool told = read_exactly(report_.get(), &main_, sizeof main_, Deadline::after(kSetupTime));
  if (!told) return fail(ErrorCode::io, "the sandbox's supervisor did not start");
  return preparation_.wrapper ? release_wrapper() : Result<void>{};
}

// Waits for bubblewrap to have built the sandbox and lets it start the program. When it could not, its own words come
// with `wait`.
Result<void> JobProcess::release_wrapper() {
  const Deadline deadline = Deadline::after(kSetupTime);
  char byte = 0;
  while (messages_.find('\n') == std::string::npos &&
         read_exactly(preparation_.wrapper->status.get(), &byte, 1, deadline))
    messages_ += byte;
  if (deadline.passed()) return fail(ErrorCode::timed_out, "bubblewrap did not build the sandbox in time");
  const auto message = json::parse(messages_.substr(0, messages_.find('\n')), "bubblewrap's status");
  init_ = message ? static_cast<pid_t>(json::integer_or(*message, "child-pid")) : 0;
  if (init_ <= 0) return {};
  if (preparation_.late_process_limit) {
    const rlimit limit = both(*preparation_.late_process_limit);
    ::prlimit(init_, RLIMIT_NPROC, &limit, nullptr);
  }
  setup_cpu_us_ = (process_cpu_ns(init_).value_or(0) + process_cpu_ns(main_).value_or(0)) / 1000;
  released_ = monotonic_seconds();
  ::send(preparation_.wrapper->unblock.get(), "x", 1, MSG_NOSIGNAL);
  return {};
}

pid_t JobProcess::program_pid() {
  if (!preparation_.wrapper) return main_;
  const Deadline deadline = Deadline::after(kSetupTime);
  for (int round = 0; init_ > 0 && !deadline.passed() && process_->running(); ++round) {
    // bubblewrap's first child is the program once it no longer carries bubblewrap's name.
    const auto children = children_of(init_);
    if (!children.empty() && command_name(children.front()) != "bwrap") return children.front();
    pause_us(round < 50 ? 100 : 2000);
  }
  return 0;
}

void JobProcess::end() {
  asked_to_end_.store(true);
  ::shutdown(control_.get(), SHUT_RDWR);
}

// Why bubblewrap never started the program; nothing when it did.
std::optional<Error> JobProcess::wrapper_error(const ProcessResult& result) const {
  if (!preparation_.wrapper || result.timed_out || result.cancelled || result.overflowed || asked_to_end_.load())
    return std::nullopt;
  const std::string all = messages_ + read_available(preparation_.wrapper->status.get());
  if (all.find("exit-code") != std::string::npos || !result.err.starts_with("bwrap: ")) return std::nullopt;
  const std::string words(text::trim(text::tail_lines(result.err, 1)));
  if (words.find("execvp") != std::string::npos) {
    const bool missing = words.find("No such file") != std::string::npos;
    return Error(missing ? ErrorCode::not_found : ErrorCode::io, "cannot run a program in the sandbox (" + words + ")",
                 missing ? "the folder of the program must be among those that the sandbox shows" : "");
  }
  return Error(ErrorCode::unsupported, "bubblewrap cannot build the sandbox (" + words + ")");
}

Result<model::Outcome> JobProcess::wait(const CancelToken* cancel) {
  const Limits& limits = preparation_.limits;
  WaitOptions options;
  options.deadline = Deadline::after(limits.wall_s);
  options.output_limit = limits.output_bytes;
  options.overflow = Overflow::stop;
  options.cancel = cancel;
  options.stop = [this] { ::shutdown(control_.get(), SHUT_RDWR); };
  if (preparation_.count_processes)
    options.watch = [this, &limits] {
      return count_descendants(process_->pid(), limits.processes + 4) > limits.processes + 3;
    };

  Ending ending;
  ending.process = process_->wait(options);
  if (auto error = wrapper_error(ending.process)) return std::unexpected(std::move(*error));
  Report report;
  if (read_exactly(report_.get(), &report, sizeof report, Deadline::after(0))) ending.report = report;
  ending.limits = limits;
  ending.wrapped = preparation_.wrapper.has_value();
  ending.memory_killer_ran = out_of_memory_kills() != memory_kills_before_;
  ending.asked_to_end = asked_to_end_.load();
  ending.setup_cpu_us = setup_cpu_us_;
  ending.setup_s = released_ - started_;
  ending.process.out = preparation_.paths.to_outside(std::move(ending.process.out));
  ending.process.err = preparation_.paths.to_outside(std::move(ending.process.err));
  return to_outcome(std::move(ending));
}

}  // namespace velox::sandbox
