// SPDX-License-Identifier: Apache-2.0
// Experiments whose right answer is known: the units of units.py against themselves, and against versions that do 2, 5 or 10 % less
// work. Judged by the production code, with all workers real, on this machine with its present noise or with a hog on each CPU.
//
// Problem: thousands of experiments take hours. Idea: every experiment is one JSON line that is appended to a file; runs are slices
// of time with a seed each, and summary.py merges files. Units take turns, so that a slice cut short is balanced.
//
// Modes: `judge` puts a placebo (ratio 1) or a candidate through Judge::judge, and so counts what is won by the first duet and what the
// confirmation lets pass. `interval` makes only what a confirmation measures, a duet of fixed length in fresh processes, so that the
// coverage of its interval can be counted without being chosen by an earlier win.
//
// Usage: duet_experiments OUT.jsonl [--mode judge|interval] [--ratios 1,1.02,1.05] [--units a,b] [--minutes M] [--seed S] [--hogs]
//                                   [--min-gain G] [--pairs N] [--seconds S] [--python PATH]
#include <fmt/format.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "velox/base/json_full.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"
#include "velox/experiment/call_duet.hpp"
#include "velox/experiment/judge.hpp"
#include "velox/experiment/noise.hpp"
#include "velox/experiment/workload_trial.hpp"
#include "velox/source/edits.hpp"
#include "velox/source/parsed_module.hpp"

namespace {

using namespace velox;
using namespace velox::experiment;

struct Options {
  fs::path out;
  std::string mode = "judge";
  std::vector<double> ratios = {1.0, 1.05};
  std::set<std::string> units;  // all when empty
  double minutes = 5;
  std::uint64_t seed = 1;
  bool hogs = false;
  double min_gain = 0.05;
  int pairs = 9;        // of `interval`
  double seconds = 60;  // for one experiment; more for units that take long
  std::string python = "/usr/bin/python3";
};

// A busy process on each CPU, ended with this object or with this program.
class Hogs {
 public:
  explicit Hogs(bool wanted) {
    const long cpus = wanted ? sysconf(_SC_NPROCESSORS_ONLN) : 0;
    for (long cpu = 0; cpu < cpus; ++cpu) {
      const pid_t pid = fork();
      if (pid == 0) spin(static_cast<int>(cpu));
      if (pid > 0) pids_.push_back(pid);
    }
  }
  ~Hogs() {
    for (const pid_t pid : pids_) {
      kill(pid, SIGKILL);
      waitpid(pid, nullptr, 0);
    }
  }
  Hogs(const Hogs&) = delete;
  Hogs& operator=(const Hogs&) = delete;

 private:
  [[noreturn]] static void spin(int cpu) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    sched_setaffinity(0, sizeof set, &set);
    volatile unsigned long turns = 0;
    while (true) turns = turns + 1;
  }
  std::vector<pid_t> pids_;
};

struct Unit {
  std::string name, code;
  double seconds = 0;
  int steps = 0;
  std::vector<std::string> pickles;

  /// The version that takes `ratio` times as long as source(1).
  std::string source(double ratio) const {
    return text::replace_all(code, "@STEPS@", std::to_string(std::lround(steps * ratio)));
  }
};

Result<std::vector<Unit>> read_units(const Options& options) {
  const TempDir dir = VX_TRY(TempDir::create("vx-units"));
  SpawnOptions spawn;
  spawn.argv = {options.python, (fs::path(VX_SOURCE_DIR) / "bench/duet/units.py").string(), dir.path().string()};
  spawn.env = {{"PATH", "/usr/bin:/bin"}, {"PYTHONDONTWRITEBYTECODE", "1"}};
  const auto run = VX_TRY(run_process(spawn, Deadline::after(60)));
  std::vector<Unit> units;
  for (const Json& one : VX_TRY(json::parse(run.out, "units"))) {
    Unit unit{json::string_or(one, "name"),
              json::string_or(one, "code"),
              json::number_or(one, "seconds"),
              static_cast<int>(json::integer_or(one, "steps")),
              {}};
    if (!options.units.empty() && !options.units.contains(unit.name)) continue;
    for (std::int64_t k = 0; k < json::integer_or(one, "calls"); ++k) {
      unit.pickles.push_back(VX_TRY(read_file(dir.path() / fmt::format("{}.{}.pickle", unit.name, k))));
    }
    units.push_back(std::move(unit));
  }
  return units;
}

class Bench {
 public:
  Bench(const Options& options, sandbox::Sandbox& sandbox)
      : options_(options), sandbox_(sandbox), noise_(measure_noise()) {  // with the hogs, as a run of Velox would
    python_.executable = options.python;
    python_.readable = {"/usr"};
    python_.minor = 11;
  }

  Result<Json> experiment(const Unit& unit, double ratio, std::uint64_t seed) const {
    const double start = monotonic_seconds();
    Json line = options_.mode == "judge" ? VX_TRY(judged(unit, ratio, seed)) : VX_TRY(interval(unit, ratio, seed));
    line.update(Json{{"mode", options_.mode},
                     {"unit", unit.name},
                     {"truth", ratio},
                     {"hogs", options_.hogs},
                     {"min_gain", options_.min_gain},
                     {"seed", seed},
                     {"seconds", monotonic_seconds() - start}});
    return line;
  }

 private:
  double seconds_for(const Unit& unit) const { return std::max(options_.seconds, 200 * unit.seconds); }

  Result<Json> judged(const Unit& unit, double ratio, std::uint64_t seed) const {
    const TempDir folder = VX_TRY(TempDir::create("vx-duets"));
    const std::string before = unit.source(ratio);
    Setting setting;
    setting.root = fs::canonical(folder.path());
    setting.python = python_;
    setting.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    setting.sandbox = &sandbox_;
    setting.seed = seed;
    setting.min_gain = options_.min_gain;
    setting.noise = noise_;
    VX_TRY(write_file_atomic(setting.root / "m.py", before));
    const UnitEvidence evidence = VX_TRY(evidence_of(unit, before, setting.root));
    model::Candidate candidate;
    candidate.id = candidate.strategy = "known";
    candidate.unit = evidence.unit.id;
    candidate.file = "m.py";
    candidate.placebo = ratio == 1;
    candidate.edits = source::edits_between(before, candidate.placebo ? before + "# as before\n" : unit.source(1));
    bool won = false;
    int pairs = 0;
    const auto judge = VX_TRY(Judge::create(setting, {}));
    const auto verdict =
        VX_TRY(judge->judge(candidate, evidence, Deadline::after(seconds_for(unit)), [&](const Progress& progress) {
          won = won || progress.stage == Stage::confirmation;
          if (progress.stage == Stage::duet) pairs = std::max(pairs, progress.pairs);
        })).verdict;
    Json line{{"verdict", model::to_string(verdict.kind)},
              {"reason", verdict.reason},
              {"won", won},
              {"accepted", verdict.accepted()},
              {"pairs", pairs},
              {"duet", of(verdict.speedup)}};
    if (verdict.confirmed) line["confirmed"] = of(verdict.confirmed);
    return line;
  }

  static Json of(const std::optional<model::Speedup>& speedup) {
    if (!speedup) return nullptr;
    return {{"estimate", speedup->estimate}, {"low", speedup->low}, {"high", speedup->high}, {"pairs", speedup->pairs}};
  }

  static Result<UnitEvidence> evidence_of(const Unit& unit, const std::string& code, const fs::path& root) {
    const auto module = VX_TRY(source::ParsedModule::parse(code, "m.py"));
    UnitEvidence evidence;
    evidence.unit = *module.find_unit("unit");
    evidence.observed.unit = evidence.unit.id;
    evidence.module_name = "m";
    evidence.sys_path = {root};
    std::string bytes;
    Json records = Json::array();
    for (const std::string& pickle : unit.pickles) {
      records.push_back({{"seq", records.size()},
                         {"bytes", pickle.size()},
                         {"size", 1},
                         {"offset", bytes.size()},
                         {"in_sequence", true},
                         {"exception", nullptr},
                         {"module_state", false}});
      bytes += pickle;
    }
    VX_TRY(write_file_atomic(root / "calls.bin", bytes));
    evidence.calls = {{root / "calls.bin", json::dump(records)}};
    return evidence;
  }

  Result<Json> interval(const Unit& unit, double ratio, std::uint64_t seed) const {
    const TempDir folder = VX_TRY(TempDir::create("vx-duets"));
    const fs::path root = fs::canonical(folder.path());
    VX_TRY(write_file_atomic(root / "m.py", unit.source(ratio)));
    const auto a = VX_TRY(sandbox::ProjectView::create(root, {}));
    const auto b = VX_TRY(sandbox::ProjectView::create(root, {{"m.py", unit.source(1)}}));
    CallPlan plan;
    plan.a.sandbox = &sandbox_;
    plan.a.python = &python_;
    plan.a.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    plan.a.view = &a;
    plan.a.cwd = root;
    plan.a.unit = {root / "m.py", "m", false, "unit", {root}, {}};
    plan.a.cpu = duet_cpu();
    plan.b = plan.a;
    plan.b.view = &b;
    plan.seed = seed;
    plan.shortest_shared_s = noise_.run_seconds;
    plan.deadline = Deadline::after(seconds_for(unit));
    std::vector<InputCost> costs;
    for (std::size_t k = 0; k < unit.pickles.size(); ++k)
      plan.inputs.push_back({fmt::format("c{}", k), unit.pickles[k], Origin::captured, 0, 1, ""});
    for (const Input& input : plan.inputs) costs.push_back({&input, unit.seconds});
    plan.batch = plan_batch(costs, 0.010, 0.03, seed).inputs;  // as a trial does
    DuetOptions duet;
    duet.seed = seed;
    duet.fixed_pairs = options_.pairs;
    duet.deadline = plan.deadline;
    LiveCalls source(std::move(plan));
    const auto found = VX_TRY(run_duet(source, duet));
    Json line{{"confirmed", of(found.speedup)}, {"out_of_time", found.out_of_time}};
    if (found.fault) line["fault"] = found.fault->fault.text;
    return line;
  }

  const Options& options_;
  sandbox::Sandbox& sandbox_;
  const Noise noise_;
  Interpreter python_;
};

Result<void> run(const Options& options) {
  const auto units = VX_TRY(read_units(options));
  const auto sandbox = VX_TRY(sandbox::Sandbox::create(sandbox::BackendChoice::automatic));
  const Hogs hogs(options.hogs);
  const Bench bench(options, *sandbox);
  const Deadline end = Deadline::after(options.minutes * 60);
  std::ofstream out(options.out, std::ios::app);
  std::vector<std::pair<const Unit*, double>> tasks;
  for (const Unit& unit : units) {
    for (const double ratio : options.ratios) {
      if (ratio == 1 || unit.steps > 0) tasks.emplace_back(&unit, ratio);
    }
  }
  if (tasks.empty()) return fail(ErrorCode::invalid, "no unit has these ratios");
  // Short slices with other seeds begin elsewhere.
  for (std::uint64_t at = options.seed * 7919; !end.passed(); ++at) {
    const auto& [unit, ratio] = tasks[at % tasks.size()];
    const std::uint64_t seed = options.seed * 1000003 + at;
    out << json::dump(VX_TRY_CONTEXT(unit->name, bench.experiment(*unit, ratio, seed))) << std::endl;
  }
  return {};
}

Result<void> set(Options& options, const std::string& name, const std::string& value) {
  if (name == "--mode")
    options.mode = value;
  else if (name == "--minutes")
    options.minutes = std::atof(value.c_str());
  else if (name == "--seed")
    options.seed = std::strtoull(value.c_str(), nullptr, 10);
  else if (name == "--min-gain")
    options.min_gain = std::atof(value.c_str());
  else if (name == "--pairs")
    options.pairs = std::atoi(value.c_str());
  else if (name == "--seconds")
    options.seconds = std::atof(value.c_str());
  else if (name == "--python")
    options.python = value;
  else if (name == "--units") {
    for (const auto& unit : text::split(value, ',')) options.units.insert(std::string(unit));
  } else if (name == "--ratios") {
    options.ratios.clear();
    for (const auto& ratio : text::split(value, ',')) options.ratios.push_back(std::atof(std::string(ratio).c_str()));
  } else {
    return fail(ErrorCode::invalid, "no option " + name);
  }
  if (options.mode != "judge" && options.mode != "interval") return fail(ErrorCode::invalid, "no mode " + options.mode);
  return {};
}

Result<Options> read_options(int argc, char** argv) {
  if (argc < 2) return fail(ErrorCode::invalid, "usage: duet_experiments OUT.jsonl [--mode judge|interval] ...");
  Options options;
  options.out = argv[1];
  for (int i = 2; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--hogs") {
      options.hogs = true;
    } else if (i + 1 == argc) {
      return fail(ErrorCode::invalid, name + " wants a value");
    } else {
      VX_TRY(set(options, name, argv[++i]));
    }
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  const auto done = options ? run(*options) : Result<void>(std::unexpected(options.error()));
  if (!done) fmt::print(stderr, "duet_experiments: {}\n", done.error().describe());
  return done ? 0 : 1;
}
