// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/verify.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "velox/agents/bundle_evidence.hpp"
#include "velox/base/clock.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/subprocess.hpp"
#include "velox/profile/interpreter.hpp"

namespace velox::agents {

namespace {

bool is_below(const fs::path& path, const fs::path& folder) {
  const fs::path inside = path.lexically_normal().lexically_relative(folder);
  return !inside.empty() && *inside.begin() != "..";
}

class Verification {
 public:
  Verification(const VerifyOptions& options, const Installation& installation, Observer& observer)
      : options_(options),
        installation_(installation),
        observer_(observer),
        deadline_(Deadline::after(options.budget_s)) {}

  Result<VerifyReport> run() {
    const double started = monotonic_seconds();
    observer_.phase("reading the bundle");
    const Bundle bundle = VX_TRY(read_bundle(options_.bundle));
    report_.bundle = options_.bundle.string();
    report_.patch = bundle.patch.id();
    report_.velox_there = bundle.velox;
    report_.there = bundle.patch.verdict();
    VX_TRY(prepare(bundle));
    VX_TRY(read_circumstances(bundle));
    VX_TRY(judge(bundle));
    report_.elapsed_s = monotonic_seconds() - started;
    return std::move(report_);
  }

 private:
  Result<void> prepare(const Bundle& bundle) {
    observer_.phase("looking for interpreter and sandbox");
    sandbox_ = VX_TRY(sandbox::Sandbox::create(options_.sandbox));
    if (sandbox_->backend() == sandbox::Backend::none) {
      return fail(ErrorCode::unsupported,
                  "a bundle is judged in a sandbox only: its inputs can run code when they are read",
                  "Use --sandbox auto.");
    }
    report_.sandbox = sandbox_->description();
    profile::InterpreterQuery query;
    query.wanted = options_.python;
    query.root = bundle.project();
    query.runtime = installation_.runtime;
    query.sandbox = sandbox_.get();
    query.cancel = installation_.cancel;
    query.environment = current_environment();
    setting_.python = VX_TRY(profile::find_interpreter(query));
    report_.python_here = setting_.python.version;
    report_.machine_here = describe_machine();
    return {};
  }

  Result<void> read_circumstances(const Bundle& bundle) {
    const Places places{bundle.project(), installation_.runtime, setting_.python.executable};
    circumstances_ = VX_TRY(read_evidence(bundle.evidence(), places));
    auto& workload = circumstances_.workload;
    auto& evidence = circumstances_.evidence;
    if (evidence.unit.id != bundle.patch.candidate().unit)
      return fail(ErrorCode::invalid, "evidence/evidence.json is about another function than patch.json");
    if (workload.argv.empty() || !is_below(workload.cwd, bundle.project()) ||
        (!evidence.tests.argv.empty() && !is_below(evidence.tests.cwd, bundle.project())))
      return fail(ErrorCode::invalid, "evidence/evidence.json has commands that do not run in the bundled project");
    // What the sandbox shows is not for the bundle to say.
    std::erase_if(workload.readable, [&](const fs::path& path) { return !is_below(path, installation_.runtime); });
    if (!evidence.tests.argv.empty() && !setting_.python.has_pytest && !evidence.tests.ids.empty()) {
      observer_.warning("the tests are left out: the interpreter here has no pytest");
      evidence.tests = {};
    }
    report_.unit = evidence.unit.id.text();
    report_.workload = workload.description;
    report_.python_there = circumstances_.python;
    report_.machine_there = circumstances_.machine;
    if (report_.python_there != report_.python_here) {
      observer_.warning(fmt::format("judged there with Python {}, here with {}: what is faster may differ",
                                    report_.python_there, report_.python_here));
    }
    return {};
  }

  Result<void> judge(const Bundle& bundle) {
    const auto module = VX_TRY(source::ParsedModule::parse(bundle.patch.before(), bundle.patch.file()));
    const auto* unit = module.find_unit(circumstances_.evidence.unit.id.qualname);
    if (unit == nullptr)
      return fail(ErrorCode::invalid, "before/" + bundle.patch.file() + " has no function " + report_.unit);
    circumstances_.evidence.unit = *unit;
    setting_.root = bundle.project();
    setting_.runtime = installation_.runtime;
    setting_.sandbox = sandbox_.get();
    setting_.workload = circumstances_.workload;
    setting_.min_gain = options_.min_gain.value_or(circumstances_.min_gain);
    setting_.seed = options_.seed.value_or(circumstances_.seed);
    setting_.cancel = installation_.cancel;
    setting_.noise = experiment::measure_noise();
    if (const auto text = setting_.noise.warning()) observer_.warning(*text);
    const auto judge = VX_TRY(experiment::Judge::create(setting_, {}));
    model::HotSpot spot;
    spot.unit = unit->id;
    spot.line = unit->line;
    spot.cumulative_share = circumstances_.evidence.share;
    spot.calls = circumstances_.evidence.observed.calls;
    observer_.unit_started(spot);
    const auto& candidate = bundle.patch.candidate();
    observer_.candidate_started(candidate, deadline_.left());
    const auto judged =
        VX_TRY(judge->judge(candidate, circumstances_.evidence, deadline_, [&](const experiment::Progress& progress) {
          observer_.progress(progress, deadline_.left());
        }));
    report_.here = judged.verdict;
    if (judged.patch && judged.patch->after() != bundle.patch.after())
      return fail(ErrorCode::invalid, "after/" + bundle.patch.file() + " is not what the patch makes of the file");
    observer_.candidate_done({candidate, judged.verdict, ""});
    return {};
  }

  const VerifyOptions& options_;
  const Installation& installation_;
  Observer& observer_;
  Deadline deadline_;
  std::unique_ptr<sandbox::Sandbox> sandbox_;
  experiment::Setting setting_;
  Circumstances circumstances_;
  VerifyReport report_;
};

Json side(const model::Verdict& verdict, const std::string& python, const std::string& machine) {
  Json document = verdict_json(verdict);
  document["seed"] = verdict.seed;
  document["python"] = python;
  document["machine"] = machine;
  return document;
}

}  // namespace

Result<VerifyReport> verify(const VerifyOptions& options, const Installation& installation, Observer& observer) {
  return Verification(options, installation, observer).run();
}

Json to_json(const VerifyReport& report) {
  return {{"schema", "velox.verify/1"},
          {"bundle", report.bundle},
          {"patch", report.patch},
          {"unit", report.unit},
          {"holds", report.undecided() ? Json() : Json(report.holds())},
          {"workload", report.workload},
          {"sandbox", report.sandbox},
          {"velox_there", report.velox_there},
          {"elapsed_s", report.elapsed_s},
          {"here", side(report.here, report.python_here, report.machine_here)},
          {"there", side(report.there, report.python_there, report.machine_there)}};
}

}  // namespace velox::agents
