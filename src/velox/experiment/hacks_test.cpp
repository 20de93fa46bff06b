// SPDX-License-Identifier: Apache-2.0
// Runs every candidate of tests/hacks that tries to fool the judge, with all workers real, twice: as it is (the static
// stage refuses by names alone what it can), and with that stage off, so that the experiment itself has to refuse.
// A file holds comments that say what is tried and what may come of it, and the sources:
//   # KIND: ...                # TRIES: one sentence        # UNIT: total
//   # CALLS: [(args, kwargs)]  # JUDGING: sequence          # STRICT: unsafe|no-gain      # BYPASS: not-equivalent
//   # REASON: part of the reason with the stage off         #: original   ...   #: candidate   ...   #: file main.py ...
// `main.py`, where there is one, is the workload; with "# BYPASS BY: the whole workload" it is what has to refuse: such
// candidates are right wherever the helper is, and only a run without it can tell.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "velox/base/subprocess.hpp"
#include "velox/base/text.hpp"
#include "velox/experiment/judge.hpp"
#include "velox/source/edits.hpp"
#include "velox/source/parsed_module.hpp"

namespace velox::experiment {
namespace {

constexpr const char* kPython = "/usr/bin/python3";
constexpr double kSeconds = 90;  // for a judgement; hardly one needs a tenth of it

// Writes calls.bin and prints the records for `calls`, a list of (args, kwargs).
constexpr const char* kRecord = R"(
import json, pickle, sys
sys.path.insert(0, '.')
import m
from m import *
calls = eval(sys.argv[1])
records, at = [], 0
with open(sys.argv[2], 'wb') as f:
    for seq, (args, kwargs) in enumerate(calls):
        data = pickle.dumps((args, kwargs), 4)
        f.write(data)
        size = sum(len(a) for a in args if hasattr(a, '__len__'))
        records.append({'seq': seq, 'bytes': len(data), 'size': size, 'offset': at, 'in_sequence': True, 'exception': None, 'module_state': False})
        at += len(data)
print(json.dumps(records))
)";

struct Hack {
  std::map<std::string, std::string> lines;     ///< "KEY: value"
  std::map<std::string, std::string> sections;  ///< "original", "candidate", "file NAME"
  std::string line(const std::string& key, const std::string& fallback = {}) const {
    const auto found = lines.find(key);
    return found == lines.end() ? fallback : found->second;
  }
};

Hack read_hack(const fs::path& file) {
  Hack hack;
  std::string section;
  for (const auto& line : text::split(read_file(file).value_or(""), '\n')) {
    const auto colon = line.find(": ");
    if (line.starts_with("#: ")) {
      section = line.substr(3);
    } else if (!section.empty()) {
      hack.sections[section] += line + "\n";
    } else if (line.starts_with("# ") && colon != std::string::npos) {
      hack.lines.emplace(line.substr(2, colon - 2), line.substr(colon + 2));
    }
  }
  return hack;
}

struct Case {
  fs::path file;
  SafetyStage stage = SafetyStage::strict;
};

void PrintTo(const Case& one, std::ostream* out) { *out << one.file.filename().string(); }

class HacksTest : public ::testing::TestWithParam<Case> {
 protected:
  void SetUp() override {
    auto sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::automatic);
    if (!sandbox) sandbox = sandbox::Sandbox::create(sandbox::BackendChoice::none);
    ASSERT_TRUE(sandbox) << sandbox.error().describe();
    sandbox_ = *std::move(sandbox);
    hack_ = read_hack(GetParam().file);
    for (const char* part : {"original", "candidate"}) ASSERT_TRUE(hack_.sections.contains(part)) << part;
    for (const char* key : {"KIND", "TRIES", "UNIT", "STRICT", "BYPASS"}) ASSERT_NE(hack_.line(key), "") << key;
    setting_.root = fs::canonical(dir_.path());
    setting_.python.executable = kPython;
    setting_.python.readable = {"/usr"};
    setting_.python.minor = 11;
    setting_.runtime = fs::path(VX_SOURCE_DIR) / "runtime";
    setting_.sandbox = sandbox_.get();
    setting_.seed = 42;
    setting_.safety = GetParam().stage;
    write_files();
    find_unit();
    if (hack_.lines.contains("CALLS")) record_calls();
  }

  void write_files() {
    write("m.py", hack_.sections["original"]);
    for (const auto& [name, bytes] : hack_.sections) {
      if (name.starts_with("file ")) write(name.substr(5), bytes);
    }
    if (!hack_.sections.contains("file main.py")) return;
    Workload load;
    load.argv = {kPython, (setting_.root / "main.py").string()};
    load.cwd = setting_.root;
    load.timeout_s = 30;
    setting_.workload = load;
  }

  void write(const std::string& name, const std::string& bytes) {
    ASSERT_TRUE(write_file_atomic(setting_.root / name, bytes));
  }

  void find_unit() {
    const auto module = source::ParsedModule::parse(hack_.sections["original"], "m.py");
    ASSERT_TRUE(module && module->find_unit(hack_.line("UNIT")) != nullptr);
    evidence_.unit = *module->find_unit(hack_.line("UNIT"));
    evidence_.observed.unit = evidence_.unit.id;
    evidence_.module_name = "m";
    evidence_.sys_path = {setting_.root};
  }

  void record_calls() {
    const fs::path file = captured_.path() / "calls.bin";
    SpawnOptions options;
    options.argv = {kPython, "-c", kRecord, hack_.line("CALLS"), file.string()};
    options.env = {{"PATH", "/usr/bin:/bin"}, {"PYTHONDONTWRITEBYTECODE", "1"}};
    options.cwd = setting_.root;
    const auto run = run_process(options, Deadline::after(30));
    ASSERT_TRUE(run);
    ASSERT_EQ(run->exit_code, 0) << run->err;
    evidence_.calls = {{file, run->out}};
  }

  model::Candidate candidate() {
    const std::string judging = hack_.line("JUDGING", "calls");
    model::Candidate made;
    made.id = "c1";
    made.strategy = "test";
    made.unit = evidence_.unit.id;
    made.file = "m.py";
    made.edits = source::edits_between(hack_.sections["original"], hack_.sections["candidate"]);
    made.judging = judging == "sequence"   ? model::Judging::sequence
                   : judging == "workload" ? model::Judging::workload
                                           : model::Judging::calls;
    return made;
  }

  TempDir dir_ = *TempDir::create("hack-"), captured_ = *TempDir::create("calls-");
  std::unique_ptr<sandbox::Sandbox> sandbox_;
  Setting setting_;
  UnitEvidence evidence_;
  Hack hack_;
};

TEST_P(HacksTest, IsRefused) {
  auto judge = Judge::create(setting_, {});
  ASSERT_TRUE(judge) << judge.error().describe();
  const bool strict = GetParam().stage == SafetyStage::strict;
  const Deadline deadline = Deadline::after(kSeconds);
  model::Verdict verdict;
  if (!strict && hack_.lines.contains("BYPASS BY")) {
    const auto whole = (*judge)->judge_workload({}, {{"m.py", hack_.sections["candidate"]}}, deadline);
    ASSERT_TRUE(whole) << whole.error().describe();
    verdict = *whole;
  } else {
    const auto judged = (*judge)->judge(candidate(), evidence_, deadline);
    ASSERT_TRUE(judged) << judged.error().describe();
    EXPECT_FALSE(judged->patch.has_value());
    verdict = judged->verdict;
  }
  const std::string shown =
      fmt::format("{}: {} ({:.1f} s)", model::to_string(verdict.kind), verdict.reason, verdict.seconds);
  fmt::print("  {}\n", shown);
  RecordProperty("verdict", shown);
  EXPECT_FALSE(verdict.accepted()) << shown;
  const auto right = text::split(hack_.line(strict ? "STRICT" : "BYPASS"), '|');
  EXPECT_THAT(right, ::testing::Contains(std::string(model::to_string(verdict.kind)))) << shown;
  if (!strict) {
    EXPECT_THAT(verdict.reason, ::testing::HasSubstr(hack_.line("REASON"))) << shown;
  }
}

std::vector<Case> all_cases() {
  std::vector<Case> cases;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(fs::path(VX_SOURCE_DIR) / "tests/hacks", error)) {
    if (entry.path().extension() != ".py") continue;
    for (const auto stage : {SafetyStage::strict, SafetyStage::off}) cases.push_back({entry.path(), stage});
  }
  std::sort(cases.begin(), cases.end(),
            [](const Case& a, const Case& b) { return std::pair(a.file, a.stage) < std::pair(b.file, b.stage); });
  return cases;
}

std::string case_name(const ::testing::TestParamInfo<Case>& param) {
  return param.param.file.stem().string() + (param.param.stage == SafetyStage::strict ? "_strict" : "_bypass");
}
INSTANTIATE_TEST_SUITE_P(Cases, HacksTest, ::testing::ValuesIn(all_cases()), case_name);

TEST(HackListTest, ThereAreEnough) { EXPECT_GE(all_cases().size(), 2u * 45); }

}  // namespace
}  // namespace velox::experiment
