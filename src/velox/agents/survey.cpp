// SPDX-License-Identifier: Apache-2.0
// In order: what was asked for, interpreter, sandbox, workload, baseline, profile, ranking, capture. Each step fills the report,
// so that what is shown is what was found.
#include "velox/agents/survey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"
#include "velox/profile/baseline.hpp"
#include "velox/profile/capture.hpp"
#include "velox/profile/imports.hpp"
#include "velox/profile/interpreter.hpp"
#include "velox/profile/profiler.hpp"
#include "velox/profile/tests.hpp"
#include "velox/profile/workload.hpp"

namespace velox::agents {

namespace {

constexpr int kBaselineRuns = 3;
constexpr double kBaselineShare = 0.06;  ///< of the budget
constexpr double kCaptureShare = 0.4;    ///< of what is left
constexpr double kPassesOn = 0.005;      ///< own share below which a unit hardly does anything itself
constexpr double kWorthwhile = 0.01;     ///< a unit below this share of the time cannot matter (Amdahl's law)
constexpr double kShortRun = 0.05;       ///< seconds; below, starting the interpreter is most of what is seen

class Surveyor {
 public:
  Surveyor(const Options& options, const Installation& installation, Deadline deadline, Report& report,
           Observer& observer)
      : options_(options), installation_(installation), deadline_(deadline), report_(report), observer_(observer) {}

  // Files that change meanwhile explain whatever goes wrong.
  Result<std::unique_ptr<Survey>> run(SurveyDepth depth) {
    auto done = work(depth);
    if (!done && done.error().code() == ErrorCode::cancelled) return std::unexpected(done.error());
    if (survey_) VX_TRY(check_unchanged(*survey_));
    if (!done) return std::unexpected(done.error());
    if (depth != SurveyDepth::workload) observer_.profiled(report_);
    return std::move(survey_);
  }

 private:
  Result<void> work(SurveyDepth depth) {
    const auto root = options_.root ? std::optional<fs::path>(*options_.root) : std::nullopt;
    auto selection = VX_TRY(profile::select_targets(options_.targets, root));
    auto scratch = VX_TRY(TempDir::create("run-"));
    survey_ = std::make_unique<Survey>(std::move(selection), std::move(scratch));
    report_.root = survey_->selection.project.root().string();
    VX_TRY(parse_files());
    VX_TRY(prepare());
    VX_TRY(find_workload());
    observer_.header(report_);
    if (depth == SurveyDepth::workload) return {};
    VX_TRY(measure());
    VX_TRY(rank());
    if (depth == SurveyDepth::capture && !survey_->hot.empty()) VX_TRY(capture());
    fill_units();
    return {};
  }

  const fs::path& root() const { return survey_->selection.project.root(); }

  void warn(const std::string& text) {
    report_.warnings.push_back(text);
    observer_.warning(text);
  }

  // A file that cannot be parsed is an error when it alone was asked for, a warning in a folder.
  Result<void> parse_files() {
    for (const std::string& file : survey_->selection.files) {
      auto module = source::ParsedModule::load(root() / file, file);
      Error problem(ErrorCode::invalid, "");
      if (module && !module->syntax_error()) {
        survey_->originals.emplace(file, module->bytes());
        survey_->modules.emplace(file, std::move(*module));
        continue;
      }
      if (!module) {
        problem = module.error();
      } else {
        const auto& error = *module->syntax_error();
        problem = Error(ErrorCode::invalid,
                        fmt::format("{}:{}:{}: syntax error: {}", file, error.line, error.column + 1, error.message));
      }
      if (!survey_->selection.folder && survey_->selection.files.size() == 1) return std::unexpected(problem);
      warn("skipped: " + problem.message());
    }
    const bool any = std::any_of(survey_->modules.begin(), survey_->modules.end(),
                                 [](const auto& entry) { return !entry.second.units().empty(); });
    if (any || options_.every_named_unit) return {};
    return fail(ErrorCode::not_found, fmt::format("{} has no function to optimise", text::join(options_.targets, " ")),
                "Velox rewrites functions and methods; module-level code has to be put into one first.");
  }

  Result<void> prepare() {
    observer_.phase("looking for interpreter and sandbox");
    survey_->sandbox = VX_TRY(sandbox::Sandbox::create(options_.sandbox));
    report_.sandbox = survey_->sandbox->description();
    if (survey_->sandbox->backend() == sandbox::Backend::none)
      warn("no sandbox: the code under test can do what you can do");
    profile::InterpreterQuery query;
    query.wanted = options_.python;
    query.root = root();
    query.runtime = installation_.runtime;
    query.sandbox = survey_->sandbox.get();
    query.cancel = installation_.cancel;
    query.environment = current_environment();
    const auto python = VX_TRY(profile::find_interpreter(query));
    survey_->python = python;
    report_.python = python.implementation + " " + python.version;
    setup_.root = root();
    setup_.python = survey_->python;
    setup_.runtime = installation_.runtime;
    setup_.sandbox = survey_->sandbox.get();
    setup_.cancel = installation_.cancel;
    return {};
  }

  // The run that shows that a workload works is profiled, so that it need not be repeated.
  Result<void> find_workload() {
    observer_.phase("looking for a workload and profiling it");
    const auto graph = profile::ImportGraph::build(survey_->selection.project);
    profile::WorkloadQuery query;
    query.command = options_.workload;
    query.timeout_s = std::max(1.0, deadline_.left());
    query.environment = current_environment();
    const auto offers = VX_TRY(profile::find_workloads(setup_, survey_->selection, graph, query));
    auto chosen = VX_TRY(profile::choose_workload(setup_, offers, survey_->selection.files, deadline_));
    report_.workload = chosen.describe();
    survey_->workload = std::move(chosen.workload);
    survey_->profile = std::move(chosen.profile);
    survey_->tests = VX_TRY(profile::find_tests(setup_, survey_->selection, graph, options_.tests));
    return {};
  }

  Result<void> measure() {
    observer_.phase("measuring the baseline");
    const auto measured = VX_TRY(profile::measure_baseline(setup_, survey_->workload, kBaselineRuns,
                                                           deadline_.sooner(kBaselineShare * options_.budget_s)));
    report_.baseline = measured.baseline;
    report_.noise = measured.noise;
    if (measured.baseline.wall_s < kShortRun) {
      warn(fmt::format("the workload takes only {:.0f} ms; one that runs longer shows more",
                       measured.baseline.wall_s * 1e3));
    }
    survey_->profile.wall_s = measured.baseline.wall_s;
    return profile::check_reach(survey_->profile, survey_->workload, survey_->selection.files);
  }

  // The units that were asked for and that could make a difference.
  Result<void> rank() {
    for (const model::HotSpot& spot : survey_->profile.spots) {
      const auto module = survey_->modules.find(spot.unit.file);
      if (module == survey_->modules.end() || !survey_->selection.selects(spot.unit)) continue;
      if (module->second.find_unit(spot.unit.qualname) == nullptr || spot.cumulative_share < kWorthwhile) continue;
      survey_->hot.push_back(spot);
    }
    // A function that only calls others has little that a rewrite of it could save, unless it calls them in vain.
    const auto weight = [](const model::HotSpot& spot) {
      return spot.own_share + (spot.own_share < kPassesOn ? 0.05 : 0.3) * spot.cumulative_share;
    };
    std::ranges::stable_sort(survey_->hot, std::greater(), weight);
    if (survey_->hot.size() > static_cast<std::size_t>(options_.units))
      survey_->hot.resize(static_cast<std::size_t>(options_.units));
    if (options_.every_named_unit) add_named_units();
    return {};
  }

  void add_named_units() {
    for (const model::UnitId& id : survey_->selection.units) {
      const auto module = survey_->modules.find(id.file);
      const auto* unit = module == survey_->modules.end() ? nullptr : module->second.find_unit(id.qualname);
      if (unit == nullptr || std::ranges::find(survey_->hot, id, &model::HotSpot::unit) != survey_->hot.end()) continue;
      model::HotSpot spot;
      const auto seen = std::ranges::find(survey_->profile.spots, id, &model::HotSpot::unit);
      if (seen != survey_->profile.spots.end()) spot = *seen;
      spot.unit = id;
      spot.line = unit->line;
      survey_->hot.push_back(std::move(spot));
    }
  }

  Result<void> capture() {
    survey_->noise = experiment::measure_noise();
    if (const auto text = survey_->noise.warning()) warn(*text);
    observer_.phase("recording calls of " + text::counted(static_cast<long long>(survey_->hot.size()), "function"));
    std::vector<model::UnitId> units;
    for (const auto& spot : survey_->hot) units.push_back(spot.unit);
    const fs::path folder = survey_->scratch.path() / "calls";
    VX_TRY(make_folder(folder));
    const auto captured = VX_TRY(profile::capture_calls(
        setup_, units, {&survey_->workload, survey_->tests ? &survey_->tests->workload : nullptr}, folder,
        deadline_.sooner(kCaptureShare * deadline_.left())));
    for (const std::string& note : captured.notes) warn(note);
    std::vector<std::string> failing;  // a file that could not run at all has a note
    std::ranges::copy_if(captured.failing_tests, std::back_inserter(failing),
                         [](const std::string& id) { return id.find("::") != std::string::npos; });
    if (!failing.empty()) {
      warn(fmt::format("{} before any change and {} left out: {}",
                       failing.size() == 1 ? std::string("1 test fails") : fmt::format("{} tests fail", failing.size()),
                       failing.size() == 1 ? "is" : "are", text::join(failing, ", ")));
    }
    for (auto& spot : survey_->hot) add_evidence(spot, captured);
    return {};
  }

  void add_evidence(model::HotSpot& spot, const profile::Captured& captured) {
    experiment::UnitEvidence evidence;
    const source::ParsedModule& module = survey_->modules.at(spot.unit.file);
    evidence.unit = *module.find_unit(spot.unit.qualname);
    evidence.observed.unit = spot.unit;
    if (const auto found = captured.units.find(spot.unit); found != captured.units.end()) {
      evidence.observed = found->second.observed;
      evidence.calls = found->second.calls;
      spot.calls = found->second.observed.calls;
    }
    if (survey_->tests) evidence.tests = profile::tests_for(*survey_->tests, captured, spot.unit);
    const profile::ModulePlace place = survey_->selection.project.place(spot.unit.file);
    evidence.is_main = runs_as_main(spot.unit.file);
    evidence.module_name = place.name;
    evidence.sys_path = {place.sys_path};
    evidence.share = spot.cumulative_share;
    survey_->evidence.emplace(spot.unit, std::move(evidence));
  }

  // Whether the workload's command is the file itself.
  bool runs_as_main(const std::string& file) const {
    const auto& argv = survey_->workload.argv;
    return argv.size() > 1 && profile::absolute_path(survey_->workload.cwd / argv[1]) == root() / file;
  }

  void fill_units() {
    for (const auto& spot : survey_->hot) {
      UnitReport unit;
      unit.spot = spot;
      const auto evidence = survey_->evidence.find(spot.unit);
      if (evidence != survey_->evidence.end() && evidence->second.calls.empty() &&
          !evidence->second.observed.not_replayable.empty()) {
        unit.note = "judged by whole runs: " + evidence->second.observed.not_replayable;
      }
      report_.units.push_back(std::move(unit));
    }
  }

  const Options& options_;
  const Installation& installation_;
  Deadline deadline_;
  Report& report_;
  Observer& observer_;
  std::unique_ptr<Survey> survey_;
  profile::Setup setup_;
};

}  // namespace

Result<std::unique_ptr<Survey>> make_survey(const Options& options, const Installation& installation, SurveyDepth depth,
                                            Deadline deadline, Report& report, Observer& observer) {
  return Surveyor(options, installation, deadline, report, observer).run(depth);
}

Result<void> check_unchanged(const Survey& survey) {
  std::set<std::string> hot;
  for (const auto& spot : survey.hot) hot.insert(spot.unit.file);
  for (const auto& [file, bytes] : survey.originals) {
    if (!hot.empty() && !hot.contains(file)) continue;
    const auto now = read_file(survey.selection.project.root() / file);
    if (now && *now == bytes) continue;
    return fail(ErrorCode::conflict,
                fmt::format("{} {} while Velox ran, so what was measured is not about the file as it is; nothing was "
                            "changed",
                            file, now || now.error().code() != ErrorCode::not_found ? "was changed" : "disappeared"),
                "Run it again, and leave the file alone until it ends.");
  }
  return {};
}

Result<fs::path> find_root(const Options& options) {
  std::vector<fs::path> files;
  for (const std::string& target : options.targets) files.emplace_back(target.substr(0, target.find("::")));
  const auto wanted = options.root ? std::optional<fs::path>(*options.root) : std::nullopt;
  return VX_TRY(profile::Project::find(files, wanted)).root();
}

experiment::Setting setting_of(const Survey& survey, const Options& options, const Installation& installation) {
  experiment::Setting setting;
  setting.root = survey.selection.project.root();
  setting.python = survey.python;
  setting.runtime = installation.runtime;
  setting.sandbox = survey.sandbox.get();
  setting.workload = survey.workload;
  setting.min_gain = options.min_gain;
  setting.seed = options.seed;
  setting.cancel = installation.cancel;
  setting.noise = survey.noise;
  return setting;
}

}  // namespace velox::agents
