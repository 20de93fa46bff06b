// SPDX-License-Identifier: Apache-2.0
// ruff is asked by families of rules, because an older version refuses to be asked for a rule that it does not know; what it
// answers is then sifted by the table below.
#include "velox/agents/ruff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"
#include "velox/source/text_style.hpp"

namespace velox::agents {

namespace {

constexpr std::string_view kPrefix = "ruff:";
constexpr const char* kFamilies = "C4,FURB,PERF,PIE,PLC,PLR,RUF,SIM,UP";

struct RuffRule {
  std::string_view code;
  double factor;  ///< of the expression or loop that it rewrites, measured on CPython 3.11 with 1,000 elements
};

// The rules with a fix that was measured to be faster. Left out are those that were measured to be slower or the same, whatever
// their pages say: C418, FURB105, FURB122, FURB136, PLR1714, PLR1730, RUF058, SIM101, SIM105, SIM110. Figures without a
// measurement stand at 1.05.
constexpr std::array kRules = {
    RuffRule{"C400", 1.67},    RuffRule{"C401", 1.36},    RuffRule{"C402", 2.20},    RuffRule{"C403", 1.10},
    RuffRule{"C404", 2.07},    RuffRule{"C405", 2.18},    RuffRule{"C406", 2.01},    RuffRule{"C408", 1.54},
    RuffRule{"C409", 1.05},    RuffRule{"C410", 1.05},    RuffRule{"C411", 1.12},    RuffRule{"C413", 1.09},
    RuffRule{"C414", 1.11},    RuffRule{"C416", 7.6},     RuffRule{"C417", 2.29},    RuffRule{"C419", 1.05},
    RuffRule{"C420", 1.15},    RuffRule{"FURB113", 1.08}, RuffRule{"FURB118", 2.68}, RuffRule{"FURB129", 1.13},
    RuffRule{"FURB140", 1.44}, RuffRule{"FURB142", 2.11}, RuffRule{"FURB148", 1.79}, RuffRule{"FURB161", 3.63},
    RuffRule{"FURB163", 2.60}, RuffRule{"FURB168", 1.28}, RuffRule{"FURB171", 1.16}, RuffRule{"FURB181", 1.09},
    RuffRule{"FURB187", 1.74}, RuffRule{"FURB188", 2.99}, RuffRule{"FURB192", 2.48}, RuffRule{"PERF101", 1.07},
    RuffRule{"PERF102", 1.25}, RuffRule{"PERF401", 1.08}, RuffRule{"PERF402", 11.9}, RuffRule{"PERF403", 1.03},
    RuffRule{"PIE808", 1.05},  RuffRule{"PIE810", 1.86},  RuffRule{"PLC0207", 124},  RuffRule{"PLC0208", 1.04},
    RuffRule{"PLR1733", 1.51}, RuffRule{"PLR1736", 1.15}, RuffRule{"PLR6201", 2.95}, RuffRule{"RUF005", 1.01},
    RuffRule{"RUF015", 16.2},  RuffRule{"RUF017", 19.8},  RuffRule{"RUF019", 1.11},  RuffRule{"RUF055", 13.2},
    RuffRule{"RUF056", 1.11},  RuffRule{"SIM118", 1.47},  RuffRule{"SIM401", 1.14},  RuffRule{"SIM911", 1.28},
    RuffRule{"UP012", 1.21},   RuffRule{"UP018", 1.34},   RuffRule{"UP031", 1.31},   RuffRule{"UP032", 1.82}};

const RuffRule* rule_of(std::string_view code) {
  const auto found = std::ranges::find(kRules, code, &RuffRule::code);
  return found == kRules.end() ? nullptr : &*found;
}

// Places as ruff gives them (rows and columns from 1, columns in characters) as offsets in the bytes.
class Places {
 public:
  explicit Places(const std::string& bytes) : bytes_(bytes), starts_(source::line_starts(bytes)) {}

  std::optional<std::uint32_t> offset(const Json& location) const {
    const auto row = json::integer_or(location, "row"), column = json::integer_or(location, "column");
    if (row < 1 || column < 1) return std::nullopt;
    const auto size = static_cast<std::uint32_t>(bytes_.size());
    if (row > std::ssize(starts_))
      return row == std::ssize(starts_) + 1 && column == 1 ? std::optional(size) : std::nullopt;
    std::uint32_t at = starts_[static_cast<std::size_t>(row - 1)];
    for (std::int64_t i = 1; i < column; ++i) {
      if (at >= size) return std::nullopt;
      ++at;
      while (at < size && (static_cast<unsigned char>(bytes_[at]) & 0xC0) == 0x80) ++at;
    }
    return at;
  }

 private:
  const std::string& bytes_;
  std::vector<std::uint32_t> starts_;
};

std::optional<std::vector<model::Edit>> edits_of(const Json& fix, const Places& places) {
  std::vector<model::Edit> edits;
  for (const Json& edit : json::member(fix, "edits")) {
    const auto begin = places.offset(json::member(edit, "location"));
    const auto end = places.offset(json::member(edit, "end_location"));
    if (!begin || !end || *begin > *end) return std::nullopt;
    edits.push_back({{*begin, *end}, json::string_or(edit, "content")});
  }
  if (edits.empty()) return std::nullopt;
  std::ranges::stable_sort(edits, {}, [](const model::Edit& edit) { return edit.span.begin; });
  return edits;
}

model::Candidate candidate_of(const Json& finding, const RuffRule& rule, const source::ParsedModule& module,
                              const model::Unit& unit, std::vector<model::Edit> edits) {
  model::Candidate candidate;
  candidate.strategy = std::string(kPrefix) + std::string(rule.code);
  candidate.unit = unit.id;
  candidate.file = module.file();
  candidate.edits = std::move(edits);
  candidate.assurance = model::Assurance::tested;
  candidate.why = fmt::format("ruff {}: {}.", rule.code, json::string_or(finding, "message", "its fix is faster"));
  candidate.expected_factor = rule.factor;
  candidate.line = static_cast<std::uint32_t>(json::integer_or(json::member(finding, "location"), "row", unit.line));
  std::string text = candidate.strategy + "\n" + unit.id.text() + "\n";
  for (const auto& edit : candidate.edits) text += fmt::format("{}:{}:{}\n", edit.span.begin, edit.span.end, edit.text);
  candidate.id = short_hash(text);
  return candidate;
}

}  // namespace

bool is_ruff_strategy(const std::string& id) {
  return id.starts_with(kPrefix) && rule_of(std::string_view(id).substr(kPrefix.size())) != nullptr;
}

Result<std::vector<model::Candidate>> read_ruff_answer(const std::string& answer, const source::ParsedModule& module,
                                                       const model::Unit& unit) {
  const Json findings = VX_TRY(json::parse(answer, "ruff's answer"));
  if (!findings.is_array()) return fail(ErrorCode::invalid, "ruff's answer is not a list of findings");
  const Places places(module.bytes());
  std::vector<model::Candidate> candidates;
  for (const Json& finding : findings) {
    const RuffRule* rule = rule_of(json::string_or(finding, "code"));
    const Json& fix = json::member(finding, "fix");
    const auto at = places.offset(json::member(finding, "location"));
    if (rule == nullptr || !fix.is_object() || !at || *at < unit.span.begin || *at >= unit.span.end) continue;
    if (json::string_or(fix, "applicability") == "display") continue;
    auto edits = edits_of(fix, places);
    if (edits) candidates.push_back(candidate_of(finding, *rule, module, unit, *std::move(edits)));
  }
  return candidates;
}

std::optional<Ruff> Ruff::find(const ToolPlaces& places, std::vector<std::string> disabled) {
  auto tool = ExternalTool::find("ruff", places);
  if (!tool) return std::nullopt;
  return Ruff(*std::move(tool), std::move(disabled));
}

void Ruff::fail_for_good(const Error& error) {
  failed_ = true;
  warning_ = error.message() + "; its fixes are not tried";
}

std::vector<model::Candidate> Ruff::propose(const source::ParsedModule& module, const model::Unit& unit,
                                            rules::PythonVersion python) {
  const auto& style = module.style();
  if (failed_ || style.encoding != "utf-8" || style.bom) return {};  // ruff's columns would be other ones
  const std::string key = sha256_hex(module.bytes());
  if (!answers_.contains(key)) {
    auto answer =
        tool_.run({"check", "--isolated", "--no-cache", "--exit-zero", "--quiet", "--preview", "--unsafe-fixes",
                   "--output-format", "json", "--target-version", fmt::format("py{}{}", python.major, python.minor),
                   "--select", kFamilies, "--stdin-filename", fs::path(module.file()).filename().string(), "-"},
                  module.bytes());
    if (!answer) {
      fail_for_good(answer.error());
      return {};
    }
    answers_.emplace(key, *std::move(answer));
  }
  auto candidates = read_ruff_answer(answers_.at(key), module, unit);
  if (!candidates) {
    fail_for_good(candidates.error());
    return {};
  }
  std::erase_if(*candidates, [&](const model::Candidate& candidate) {
    return std::ranges::find(disabled_, candidate.strategy) != disabled_.end();
  });
  return *std::move(candidates);
}

std::optional<std::string> Ruff::take_warning() { return std::exchange(warning_, std::nullopt); }

}  // namespace velox::agents
