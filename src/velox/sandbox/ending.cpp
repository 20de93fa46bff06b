// SPDX-License-Identifier: Apache-2.0
// Limits: bubblewrap passes on a death by signal N as exit status 128 + N, so a program that itself exits with such a
// status is read as killed; nothing that decides on `ok` depends on the difference.
#include "velox/sandbox/ending.hpp"

#include <fmt/format.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include <algorithm>
#include <string_view>

namespace velox::sandbox {

namespace {

using model::OutcomeKind;

struct Fate {
  OutcomeKind kind;
  std::string reason;
};

std::string size_text(std::uint64_t bytes) {
  if (bytes >= 1ULL << 30 && bytes % (1ULL << 30) == 0) return fmt::format("{} GiB", bytes >> 30);
  if (bytes >= 1ULL << 20) return fmt::format("{} MiB", bytes >> 20);
  return fmt::format("{} bytes", bytes);
}

std::string signal_text(int signal) {
  const char* name = ::sigabbrev_np(signal);
  return fmt::format("killed by signal {}{}{}", signal, name != nullptr ? " SIG" : "", name != nullptr ? name : "");
}

// What programs print when an allocation fails and nobody catches it: C++, glibc, CPython's interpreter start.
bool says_out_of_memory(std::string_view err) {
  for (const std::string_view phrase :
       {"std::bad_alloc", "emory allocation failed", "annot allocate memory", "ut of memory"})
    if (err.find(phrase) != std::string_view::npos) return true;
  return false;
}

Fate fate_of_signal(const Ending& ending, const model::Outcome& outcome) {
  const Limits& limits = ending.limits;
  const std::string killed = signal_text(outcome.signal);
  const bool used_up = limits.cpu_s > 0 && outcome.cpu_s >= limits.cpu_s;
  switch (outcome.signal) {
    case SIGXCPU: return {OutcomeKind::timed_out, fmt::format("used more than {:g} s of CPU time", limits.cpu_s)};
    case SIGSYS: return {OutcomeKind::violated_policy, killed + " for a system call that the sandbox forbids"};
    case SIGXFSZ: return {OutcomeKind::killed, killed + ", a file grew beyond " + size_text(limits.file_bytes)};
    case SIGKILL:
      if (ending.memory_killer_ran) return {OutcomeKind::out_of_memory, killed + ", the machine ran out of memory"};
      if (used_up) return {OutcomeKind::timed_out, fmt::format("used more than {:g} s of CPU time", limits.cpu_s)};
      break;
    case SIGABRT:
    case SIGSEGV:
    case SIGBUS:
      if (says_out_of_memory(outcome.err))
        return {OutcomeKind::out_of_memory,
                fmt::format("{} (memory limit {})", killed, size_text(limits.memory_bytes))};
      break;
    default: break;
  }
  return {OutcomeKind::killed, killed};
}

Fate fate_of(const Ending& ending, const model::Outcome& outcome) {
  const Limits& limits = ending.limits;
  if (ending.process.cancelled) return {OutcomeKind::cancelled, "cancelled"};
  if (ending.process.overflowed)
    return {OutcomeKind::output_limit, "wrote more than " + size_text(limits.output_bytes) + " of output"};
  if (ending.process.watch_stopped)
    return {OutcomeKind::violated_policy, fmt::format("started more than {} processes", limits.processes)};
  if (ending.process.timed_out) return {OutcomeKind::timed_out, fmt::format("ran longer than {:g} s", limits.wall_s)};
  if (ending.asked_to_end) return {OutcomeKind::killed, "ended by Velox"};
  if (!ending.report) return {OutcomeKind::killed, "the sandbox's supervisor was killed"};
  if (outcome.signal != 0) return fate_of_signal(ending, outcome);
  if (outcome.exit_code != 0) return {OutcomeKind::failed, fmt::format("exit status {}", outcome.exit_code)};
  return {OutcomeKind::ok, {}};
}

}  // namespace

model::Outcome to_outcome(Ending ending) {
  model::Outcome outcome;
  outcome.out = std::move(ending.process.out);
  outcome.err = std::move(ending.process.err);
  outcome.output_truncated = ending.process.out_truncated;
  outcome.wall_s = std::max(0.0, ending.process.wall_s - ending.setup_s);
  outcome.signal = ending.process.signal;
  if (ending.report) {
    const Report& report = *ending.report;
    outcome.exit_code = WIFEXITED(report.status) ? WEXITSTATUS(report.status) : 0;
    outcome.signal = WIFSIGNALED(report.status) ? WTERMSIG(report.status) : 0;
    if (ending.wrapped && outcome.exit_code > 128 && outcome.exit_code <= 128 + SIGRTMAX)
      outcome.signal = std::exchange(outcome.exit_code, 0) - 128;
    outcome.cpu_s = static_cast<double>(std::max<std::int64_t>(0, report.cpu_us - ending.setup_cpu_us)) * 1e-6;
    const auto rss = ending.wrapped && report.adopted_rss_kb > 0 ? report.adopted_rss_kb
                                                                 : std::max(report.main_rss_kb, report.adopted_rss_kb);
    outcome.peak_rss_bytes = static_cast<std::uint64_t>(rss) * 1024;
  } else {
    outcome.cpu_s = ending.process.cpu_s;
  }
  auto [kind, reason] = fate_of(ending, outcome);
  outcome.kind = kind;
  outcome.reason = std::move(reason);
  return outcome;
}

}  // namespace velox::sandbox
