// SPDX-License-Identifier: Apache-2.0
// Shows the candidates of jobs.py to the real judge, with the real sandbox and real workers, and appends what it says of each
// to a file of JSON lines. Candidates that the file has already are passed over, so that a run can be made in slices.
// Wrong candidates are judged with the static stage off, so that only what was observed speaks against them; right ones with it.
//
// Usage: judge_corpus JOBS.jsonl OUT.jsonl [--full] [--minutes M] [--seconds S] [--seed N] [--python PATH]
//   --full: all stages, clocks included; otherwise equivalence only     --minutes: stop after so many
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <limits>
#include <set>
#include <string>

#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"
#include "velox/experiment/judge.hpp"
#include "velox/source/edits.hpp"
#include "velox/source/parsed_module.hpp"

namespace {

using namespace velox;
using namespace velox::experiment;

struct Options {
  fs::path jobs, out;
  bool full = false;
  double minutes = std::numeric_limits<double>::infinity();
  double seconds = 60;  // for one candidate
  std::uint64_t seed = 42;
  std::string python = "/usr/bin/python3";
};

std::string key_of(const Json& line) { return json::string_or(line, "case") + " " + json::string_or(line, "name"); }

// One module and its unit, with a judge of its own: what is observed of the original serves all its candidates.
class Project {
 public:
  static Result<std::unique_ptr<Project>> create(const Options& options, sandbox::Sandbox& sandbox, const Json& job) {
    auto made = std::unique_ptr<Project>(new Project(VX_TRY(TempDir::create("vx-corpus"))));
    made->before_ = json::string_or(job, "before");
    Setting setting;
    setting.root = fs::canonical(made->folder_.path());
    setting.python.executable = options.python;
    setting.python.readable = {"/usr"};
    setting.python.minor = 11;
    setting.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    setting.sandbox = &sandbox;
    setting.seed = options.seed;
    setting.extent = options.full ? Extent::whole : Extent::equivalence;
    setting.safety = json::string_or(job, "origin") == "right" ? SafetyStage::strict : SafetyStage::off;
    VX_TRY(write_file_atomic(setting.root / "m.py", made->before_));
    const auto module = VX_TRY(source::ParsedModule::parse(made->before_, "m.py"));
    const model::Unit* unit = module.find_unit(json::string_or(job, "unit"));
    if (unit == nullptr) return fail(ErrorCode::invalid, "no such unit: " + json::string_or(job, "unit"));
    made->evidence_.unit = *unit;
    made->evidence_.observed.unit = unit->id;
    made->evidence_.module_name = "m";
    made->evidence_.sys_path = {setting.root};
    made->evidence_.calls = {
        {options.jobs.parent_path() / json::string_or(job, "calls"), json::dump(json::member(job, "records"))}};
    made->judge_ = VX_TRY(Judge::create(std::move(setting), {}));
    return made;
  }

  Result<model::Verdict> judge(const Json& job, double seconds) {
    model::Candidate candidate;
    candidate.id = json::string_or(job, "name");
    candidate.strategy = "corpus";
    candidate.unit = evidence_.unit.id;
    candidate.file = "m.py";
    candidate.edits = source::edits_between(before_, json::string_or(job, "after"));
    if (json::string_or(job, "judging") == "sequence") candidate.judging = model::Judging::sequence;
    return VX_TRY(judge_->judge(candidate, evidence_, Deadline::after(seconds))).verdict;
  }

 private:
  explicit Project(TempDir folder) : folder_(std::move(folder)) {}
  TempDir folder_;
  std::string before_;
  UnitEvidence evidence_;
  std::unique_ptr<Judge> judge_;
};

Json line_of(const Json& job, const model::Verdict& verdict, bool full) {
  const bool no_difference = full ? verdict.kind == model::VerdictKind::no_gain ||
                                        verdict.kind == model::VerdictKind::slower || verdict.accepted()
                                  : verdict.reason == kNotTimed;
  const auto& counts = verdict.equivalence;
  return Json{{"case", job["case"]},
              {"name", job["name"]},
              {"origin", job["origin"]},
              {"kind", job["kind"]},
              {"what", job["what"]},
              {"rarity", job["rarity"]},
              {"within_types", job["within_types"]},
              {"extent", full ? "whole" : "equivalence"},
              {"verdict", model::to_string(verdict.kind)},
              {"equivalent", no_difference},
              {"reason", verdict.reason},
              {"assurance", model::to_string(verdict.assurance)},
              {"inputs", counts.captured + counts.generated + counts.held_out},
              {"mutants", counts.mutants},
              {"mutants_killed", counts.mutants_killed},
              {"speedup", verdict.confirmed ? verdict.confirmed->estimate : 0},
              {"seconds", verdict.seconds}};
}

std::set<std::string> known_in(const fs::path& out) {
  std::set<std::string> known;
  for (const auto& text : text::split(read_file(out).value_or(""), '\n')) {
    if (const auto line = json::parse(text, "earlier result")) known.insert(key_of(*line));
  }
  return known;
}

Result<void> run(const Options& options) {
  const auto sandbox = VX_TRY(sandbox::Sandbox::create(sandbox::BackendChoice::automatic));
  const auto known = known_in(options.out);
  const Deadline end = Deadline::after(options.minutes * 60);
  std::ofstream out(options.out, std::ios::app);
  std::unique_ptr<Project> project;
  std::string project_key;
  for (const auto& text : text::split(VX_TRY(read_file(options.jobs)), '\n')) {
    if (text.empty()) continue;
    const Json job = VX_TRY(json::parse(text, "job"));
    if (known.contains(key_of(job))) continue;
    if (end.passed()) break;
    const std::string key = json::string_or(job, "case") + (json::string_or(job, "origin") == "right" ? " right" : "");
    if (key != project_key) project = VX_TRY_CONTEXT(key, Project::create(options, *sandbox, job));
    project_key = key;
    const model::Verdict verdict = VX_TRY_CONTEXT(key_of(job), project->judge(job, options.seconds));
    out << json::dump(line_of(job, verdict, options.full)) << std::endl;
  }
  return {};
}

Result<Options> read_options(int argc, char** argv) {
  if (argc < 3) return fail(ErrorCode::invalid, "usage: judge_corpus JOBS.jsonl OUT.jsonl [--full] [--minutes M] ...");
  Options options;
  options.jobs = argv[1];
  options.out = argv[2];
  for (int i = 3; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--full") {
      options.full = true;
      continue;
    }
    if (i + 1 == argc) return fail(ErrorCode::invalid, name + " wants a value");
    const char* value = argv[++i];
    if (name == "--minutes")
      options.minutes = std::atof(value);
    else if (name == "--seconds")
      options.seconds = std::atof(value);
    else if (name == "--seed")
      options.seed = std::strtoull(value, nullptr, 10);
    else if (name == "--python")
      options.python = value;
    else
      return fail(ErrorCode::invalid, "no option " + name);
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  const auto done = options ? run(*options) : Result<void>(std::unexpected(options.error()));
  if (!done) fmt::print(stderr, "judge_corpus: {}\n", done.error().describe());
  return done ? 0 : 1;
}
