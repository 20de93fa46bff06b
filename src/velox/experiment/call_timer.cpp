// SPDX-License-Identifier: Apache-2.0
#include "velox/experiment/call_timer.hpp"

#include <algorithm>
#include <cmath>

#include "velox/experiment/call_duet.hpp"

namespace velox::experiment {

namespace {

constexpr double kStartSeconds = 30;
constexpr double kLeastRun = 5e-6;  // shorter runs are mostly clock
constexpr double kMostCalls = 20000, kMostRunBytes = 128.0 * (1 << 10);
constexpr double kShortest = 1e-9;

std::uint32_t hash_of(std::uint64_t seed) { return static_cast<std::uint32_t>(seed % 4294967291ULL) + 1; }

// A stolen slice of the CPU shows in the wall clock, an expensive clock in the other.
double inner(const RunTimes& times) { return std::min(times.inner_cpu, times.inner_wall); }

}  // namespace

CallTimer::CallTimer(WorkerSpec spec, std::uint64_t seed, Deadline deadline)
    : spec_(std::move(spec)), deadline_(deadline) {
  spec_.hash_seed = hash_of(seed);
  spec_.fixed_layout = true;
}

Deadline CallTimer::until() const { return deadline_.sooner(kStartSeconds); }

Result<Answer<void>> CallTimer::start() {
  auto session = VX_TRY(start_loaded(spec_, deadline_.sooner(kStartSeconds), &loaded));
  if (!session) return Answer<void>(std::unexpected(std::move(session).error()));
  session_ = *std::move(session);
  if (session_->prepare({}, 1, {}, until())) {
    const auto empty = session_->run(0, until());
    overhead_ = empty ? inner(*empty) : 0;
  }
  return Answer<void>();
}

Answer<void> CallTimer::put(const Input& input) { return session_->put(input.id, input.bytes, until()); }

Answer<Observation> CallTimer::observe(const Input& input, std::uint64_t seed, double timeout_s) {
  VX_TRY(put(input));
  return session_->observe(input.id, seed, std::min(timeout_s, std::max(deadline_.left(), 0.1)));
}

Answer<Timed> CallTimer::time(const Input& input, double expected_s, double run_s) {
  const double wanted = std::clamp(run_s / std::max(expected_s, 1e-8), 1.0, kMostCalls);
  if (!VX_TRY(session_->prepare_again(input.id, static_cast<int>(wanted), until()))) {
    const double fit = std::max(kMostRunBytes / static_cast<double>(input.bytes.size() + 1), 1.0);
    VX_TRY(session_->prepare({input.id}, static_cast<int>(std::min(wanted, fit)), {}, until()));
  }
  const RunTimes times = VX_TRY(session_->run(0, until()));
  const double calls = static_cast<double>(std::max<std::int64_t>(times.calls, 1));
  const double run = std::max(inner(times) - overhead_, kShortest);
  return Timed{run / calls, times.raised > 0, mostly_waits(times), run < kLeastRun};
}

}  // namespace velox::experiment
