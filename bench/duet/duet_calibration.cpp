// SPDX-License-Identifier: Apache-2.0
// Runs many duets of programs whose true ratio is known, on this machine with its present noise, in real sandboxed workers:
// equal ones (how often do they win?) and ones that do 5 % and 10 % less work (how many pairs until they win?).
// Usage: duet_calibration [DUETS_PER_TRUTH] [PYTHON]. Prints one line per truth.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "velox/base/subprocess.hpp"
#include "velox/experiment/call_duet.hpp"

namespace {

using namespace velox;
using namespace velox::experiment;

constexpr int kWork = 60000;

std::string program(double factor) {
  return fmt::format(
      "def work(n):\n    total = 0\n    for i in range(int(n / {}) ):\n        total += i * i\n    return total\n",
      factor);
}

struct Tally {
  int wins = 0, futile = 0, slower = 0, other = 0;
  std::vector<int> pairs, win_pairs;
  std::vector<double> estimates;
};

template <typename T>
T quantile(std::vector<T> values, double q) {
  if (values.empty()) return T{};
  std::sort(values.begin(), values.end());
  return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
}

Result<Tally> measure(sandbox::Sandbox& sandbox, const profile::Interpreter& python, double factor, int duets,
                      const std::string& pickle) {
  const TempDir dir = VX_TRY(TempDir::create("vx-calibration"));
  const fs::path root = fs::canonical(dir.path());
  VX_TRY(write_file_atomic(root / "m.py", program(1)));
  const auto a = VX_TRY(sandbox::ProjectView::create(root, {}));
  const auto b = VX_TRY(sandbox::ProjectView::create(root, {{"m.py", program(factor)}}));
  Tally tally;
  for (int i = 0; i < duets; ++i) {
    CallPlan plan;
    plan.a.sandbox = &sandbox;
    plan.a.python = &python;
    plan.a.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    plan.a.view = &a;
    plan.a.cwd = root;
    plan.a.unit = {root / "m.py", "m", false, "work", {root}, {}};
    plan.a.cpu = 1;
    plan.b = plan.a;
    plan.b.view = &b;
    plan.inputs = {{"c0", pickle, Origin::captured, 0, 1, ""}};
    plan.batch = {"c0"};
    plan.seed = static_cast<std::uint64_t>(i) + 1;
    LiveCalls source(std::move(plan));
    DuetOptions options;
    options.seed = static_cast<std::uint64_t>(i) + 1;
    const auto result = VX_TRY(run_duet(source, options));
    if (result.fault) return fail(ErrorCode::target_failed, result.fault->fault.text);
    tally.pairs.push_back(result.speedup.pairs);
    tally.estimates.push_back(result.speedup.estimate);
    if (result.decision == Decision::win) tally.win_pairs.push_back(result.speedup.pairs);
    ++(result.decision == Decision::win      ? tally.wins
       : result.decision == Decision::futile ? tally.futile
       : result.decision == Decision::slower ? tally.slower
                                             : tally.other);
  }
  return tally;
}

Result<void> calibrate(int duets, const std::string& executable) {
  auto sandbox = VX_TRY(sandbox::Sandbox::create(sandbox::BackendChoice::automatic));
  profile::Interpreter python;
  python.executable = executable;
  python.readable = {"/usr"};
  SpawnOptions options;
  options.argv = {executable, "-c",
                  fmt::format("import pickle, sys; sys.stdout.buffer.write(pickle.dumps((({},), {{}}), 4))", kWork)};
  const auto pickle = VX_TRY(run_process(options, Deadline::after(30)));
  for (const double factor : {1.0, 1.05, 1.10}) {
    const Tally tally = VX_TRY(measure(*sandbox, python, factor, duets, pickle.out));
    fmt::print(
        "truth x{:.2f}: {} duets, {} won ({:.1f} %), {} no gain, {} slower, {} undecided; pairs p50 {} p95 {}; pairs "
        "of wins p50 {} p95 {}; estimate p5 {:.3f} p50 {:.3f} p95 {:.3f}\n",
        factor, duets, tally.wins, 100.0 * tally.wins / duets, tally.futile, tally.slower, tally.other,
        quantile(tally.pairs, 0.5), quantile(tally.pairs, 0.95), quantile(tally.win_pairs, 0.5),
        quantile(tally.win_pairs, 0.95), quantile(tally.estimates, 0.05), quantile(tally.estimates, 0.5),
        quantile(tally.estimates, 0.95));
  }
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  const int duets = argc > 1 ? std::max(1, std::atoi(argv[1])) : 40;
  const auto done = calibrate(duets, argc > 2 ? argv[2] : "/usr/bin/python3");
  if (!done) fmt::print(stderr, "duet_calibration: {}\n", done.error().describe());
  return done ? 0 : 1;
}
