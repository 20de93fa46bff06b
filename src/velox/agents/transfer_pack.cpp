// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/transfer_pack.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "velox/agents/catalogue.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"
#include "velox/knowledge/unit_vector.hpp"
#include "velox/rules/learned_rules.hpp"
#include "velox/rules/pattern_rule.hpp"

namespace velox::agents {

namespace {

constexpr std::string_view kSchema = "velox.pack/1";
constexpr std::uintmax_t kMostBytes = 256U << 20;
constexpr int kLargestClass = 64;
constexpr double kMostGain = 50;  ///< log speed-up beyond which a figure is no measurement
constexpr double kMostSeconds = 1e6;
constexpr const char* kCasesHeading = "\n## Cases\n";

std::set<std::string> ids_of(const std::vector<CatalogueEntry>& catalogue, bool own) {
  std::set<std::string> ids;
  for (const auto& entry : catalogue) {
    if (entry.file.empty() != own) ids.insert(entry.page.id);
  }
  return ids;
}

Json case_json(const model::Case& known) {
  return {{"strategy", known.strategy},
          {"verdict", model::to_string(known.verdict)},
          {"log_speedup", known.gain},
          {"seconds", known.seconds},
          {"expected_saving", known.expected_saving},
          {"python", known.python},
          {"size_class", known.size_class},
          {"vector", known.vector}};
}

bool is_share(double value) { return value >= 0 && value <= 1; }

Result<model::Case> read_case(const Json& item, std::size_t index, const std::set<std::string>& strategies) {
  const auto bad = [&](const char* what) {
    return fail(ErrorCode::invalid, fmt::format("case {} of the pack: {}", index + 1, what));
  };
  model::Case known;
  known.strategy = json::string_or(item, "strategy");
  if (!strategies.contains(known.strategy)) return bad("there is no such strategy");
  const auto verdict = model::verdict_kind(json::string_or(item, "verdict"));
  if (!verdict) return bad("there is no such verdict");
  known.verdict = *verdict;
  known.gain = json::number_or(item, "log_speedup", NAN);
  known.seconds = json::number_or(item, "seconds", NAN);
  known.expected_saving = json::number_or(item, "expected_saving", NAN);
  const bool sane = std::abs(known.gain) <= kMostGain && known.seconds >= 0 && known.seconds <= kMostSeconds;
  if (!sane || !is_share(known.expected_saving)) return bad("a figure is missing or cannot be");
  known.python = json::string_or(item, "python");
  int major = 0, minor = 0;
  char rest = 0;
  if (std::sscanf(known.python.c_str(), "CPython %d.%d%c", &major, &minor, &rest) != 2) return bad("an unknown Python");
  const auto size = json::integer_or(item, "size_class", -2);
  if (size < -1 || size > kLargestClass) return bad("a size that cannot be");
  known.size_class = static_cast<int>(size);
  known.vector = json::string_or(item, "vector");
  if (!knowledge::read_vector(known.vector)) return bad("no vector of a unit");
  known.vector_version = knowledge::kVectorVersion;
  return known;
}

// A page from elsewhere, compiled as our own ones are: nothing of it is run.
Result<rules::PageText> read_rule(const Json& item, std::size_t index) {
  rules::PageText text{json::string_or(item, "id"), json::string_or(item, "page")};
  const auto where = fmt::format("rule {} of the pack", index + 1);
  if (!rules::is_learned(text.name)) return fail(ErrorCode::invalid, where + ": that is no name of a learned rule");
  const auto page = VX_TRY_CONTEXT(where, rules::parse_page(text.name, text.text));
  if (page.kind != "pattern" || page.assurance == model::Assurance::proven || !rules::is_shareable(page))
    return fail(ErrorCode::invalid, where + ": it is no rule that a pack may have");
  VX_TRY_CONTEXT(where, rules::make_pattern_rule(page));
  return text;
}

}  // namespace

Result<Pack> make_pack(Memory& memory) {
  const auto catalogue = VX_TRY(catalogue_of(memory.root()));
  std::set<std::string> shared = ids_of(catalogue, false);
  Pack pack;
  Json pages = Json::array(), cases = Json::array();
  for (const auto& entry : catalogue) {
    if (entry.file.empty()) continue;
    if (!rules::is_learned(entry.page.id) || !rules::is_shareable(entry.page)) {
      ++pack.contents.left_out;
      continue;
    }
    shared.insert(entry.page.id);
    ++pack.contents.rules;
    pages.push_back(
        {{"id", entry.page.id}, {"page", entry.text.substr(0, entry.text.find(kCasesHeading)) + kCasesHeading}});
  }
  for (const model::Case& known : VX_TRY(memory.cases())) {
    if (!shared.contains(known.strategy) || known.vector_version != knowledge::kVectorVersion) {
      ++pack.contents.left_out;
      continue;
    }
    ++pack.contents.cases;
    cases.push_back(case_json(known));
  }
  const Json document{{"schema", kSchema},
                      {"vector_version", knowledge::kVectorVersion},
                      {"rules", std::move(pages)},
                      {"cases", std::move(cases)}};
  pack.text = json::dump(document, 1) + "\n";
  return pack;
}

Result<PackContents> take_pack(const fs::path& file, Memory& memory) {
  std::error_code error;
  if (fs::file_size(file, error) > kMostBytes && !error)
    return fail(ErrorCode::invalid, fmt::format("'{}' is too large to be a pack", file.string()));
  const std::string bytes = VX_TRY(read_file(file));
  const Json document = VX_TRY(json::parse(bytes, "'" + file.string() + "'"));
  const std::string schema = json::string_or(document, "schema");
  if (!schema.starts_with("velox.pack/"))
    return fail(ErrorCode::invalid, fmt::format("'{}' is no pack", file.string()),
                "`velox learn export FILE` makes one.");
  if (schema != kSchema || json::integer_or(document, "vector_version") != knowledge::kVectorVersion)
    return fail(ErrorCode::unsupported,
                fmt::format("'{}' was made by another version of Velox ({})", file.string(), schema),
                "Export it again with this version.");
  std::set<std::string> strategies = ids_of(VX_TRY(catalogue_of(memory.root())), false);
  std::vector<rules::PageText> pages;
  for (std::size_t i = 0; const Json& item : json::member(document, "rules")) {
    pages.push_back(VX_TRY(read_rule(item, i++)));
    strategies.insert(pages.back().name);
  }
  std::vector<model::Case> cases;
  for (std::size_t i = 0; const Json& item : json::member(document, "cases"))
    cases.push_back(VX_TRY(read_case(item, i++, strategies)));

  const std::string origin = "pack-" + short_hash(bytes);
  const auto present = VX_TRY(memory.cases());
  if (std::ranges::any_of(present, [&](const model::Case& known) { return known.run == origin; }))
    return PackContents{};
  for (auto& known : cases) known.run = origin;
  VX_TRY(memory.add_cases(cases));
  PackContents taken{cases.size(), 0, 0};
  for (const auto& page : pages) {
    const fs::path target = own_rules_folder(memory.root()) / (page.name + ".md");
    if (fs::exists(target, error)) continue;
    VX_TRY(make_folder(target.parent_path()));
    VX_TRY(write_file_atomic(target, page.text));
    ++taken.rules;
  }
  return taken;
}

}  // namespace velox::agents
