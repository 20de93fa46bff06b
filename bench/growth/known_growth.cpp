// SPDX-License-Identifier: Apache-2.0
// Scales the functions of known.py in real sandboxed workers and names their growth, as an experiment would.
// Usage: known_growth [SECONDS_PER_FUNCTION] [NAME...]. Prints a table in Markdown; exit status 1 unless at least 95 % of the classes
// are right.
#include <fmt/format.h>

#include <cstdlib>
#include <set>
#include <string>

#include "velox/base/json_full.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/experiment/scaling.hpp"

namespace {

using namespace velox;
using namespace velox::experiment;

constexpr const char* kPython = "/usr/bin/python3";

struct Setup {
  sandbox::Sandbox* sandbox;
  profile::Interpreter python;
  fs::path root;
  const sandbox::ProjectView* view;
};

WorkerSpec spec_of(const Setup& setup, const std::string& function) {
  WorkerSpec spec;
  spec.sandbox = setup.sandbox;
  spec.python = &setup.python;
  spec.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
  spec.view = setup.view;
  spec.cwd = setup.root;
  spec.unit = {setup.root / "known.py", "known", false, function, {setup.root}, {}};
  spec.cpu = 1;
  return spec;
}

std::string exponent(const GrowthFit& fit) {
  return fmt::format("{:.2f} [{:.2f}, {:.2f}]", fit.exponent, fit.low, fit.high);
}

// Whether the class is right; prints a row.
Result<bool> examine(const Setup& setup, const std::string& name, const std::string& truth, double seconds) {
  const std::string bytes = VX_TRY(read_file(setup.root / (name + ".pickle")));
  const Input input{"c0", bytes, Origin::captured, 0, 1, ""};
  const double start = monotonic_seconds();
  ScalingOptions options;
  options.seed = 11;
  options.deadline = Deadline::after(seconds * 0.6);
  const WorkerSpec spec = spec_of(setup, name);
  const Ladder ladder = VX_TRY(build_ladder(spec, {&input}, options));
  options.deadline = Deadline::after(start + seconds - monotonic_seconds());
  Scaling found;
  found.skipped = ladder.skipped;
  if (ladder.skipped.empty()) found = VX_TRY(measure_scaling(ladder, spec, spec, options));
  const std::string trouble = found.difference ? *found.difference : found.skipped;
  if (!trouble.empty() || !found.before || !found.after) {
    fmt::print("| `{}` | {} | | | | | {} |\n", name, truth, trouble);
    return false;
  }
  const bool right = to_string(found.before->best) == truth;
  fmt::print("| `{}` | {} | {}{} | {} | `{}` {:.0f} to {:.0f} | {} | {:.1f} |\n", name, truth,
             right ? to_string(found.before->best) : fmt::format("**{}**", to_string(found.before->best)),
             found.before->clear() ? "" : " (not clear)", exponent(*found.before), ladder.parameter,
             found.sizes.front().n, found.sizes.back().n, to_string(found.after->best), monotonic_seconds() - start);
  if (std::getenv("VX_GROWTH_POINTS") != nullptr) {
    for (const SizeTimes& size : found.sizes)
      fmt::print(stderr, "  {} {:.0f} {:.4g} {:.4g}\n", name, size.n, size.a, size.b);
  }
  std::fflush(stdout);
  return right;
}

Result<bool> run(double seconds, const std::set<std::string>& only) {
  auto sandbox = VX_TRY(sandbox::Sandbox::create(sandbox::BackendChoice::automatic));
  const TempDir dir = VX_TRY(TempDir::create("vx-growth"));
  Setup setup{sandbox.get(), {}, fs::canonical(dir.path()), nullptr};
  setup.python.executable = kPython;
  setup.python.readable = {"/usr"};
  VX_TRY(
      write_file_atomic(setup.root / "known.py", VX_TRY(read_file(fs::path(VX_SOURCE_DIR) / "bench/growth/known.py"))));
  SpawnOptions spawn;
  spawn.argv = {kPython, (setup.root / "known.py").string(), setup.root.string()};
  const auto listed = VX_TRY(run_process(spawn, Deadline::after(30)));
  const Json functions = VX_TRY(json::parse(listed.out, "known functions"));
  const auto view = VX_TRY(sandbox::ProjectView::create(setup.root, {}));
  setup.view = &view;
  fmt::print(
      "| function | true | named | exponent | scaled | second side | seconds |\n|---|---|---|---|---|---|---|\n");
  int right = 0, all = 0;
  for (const Json& one : functions) {
    const std::string name = json::string_or(one, "name");
    if (!only.empty() && !only.contains(name)) continue;
    right += VX_TRY(examine(setup, name, json::string_or(one, "class"), seconds)) ? 1 : 0;
    ++all;
  }
  fmt::print("\n{} of {} right\n", right, all);
  return right * 100 >= all * 95;
}

}  // namespace

int main(int argc, char** argv) {
  const double seconds = argc > 1 ? std::atof(argv[1]) : 4;
  const auto done = run(seconds, {argv + std::min(argc, 2), argv + argc});
  if (!done) fmt::print(stderr, "known_growth: {}\n", done.error().describe());
  return done && *done ? 0 : 1;
}
