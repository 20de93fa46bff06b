// SPDX-License-Identifier: Apache-2.0
#include "velox/agents/policy_shelf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <tuple>

#include "velox/base/clock.hpp"
#include "velox/base/hash.hpp"
#include "velox/base/json_full.hpp"
#include "velox/base/text.hpp"

namespace velox::agents {

namespace {

constexpr const char* kAboutSchema = "velox.policy-about/1";
constexpr const char* kComparedSchema = "velox.comparison/1";
constexpr std::uintmax_t kMostBytes = 64U << 20;     ///< of a policy's file; a real one has some hundred thousand
constexpr std::uintmax_t kMostTextBytes = 4U << 20;  ///< of the small files beside it
constexpr std::array<std::string_view, 2> kTrainedKinds = {"bandit", "dqn"};
constexpr std::array<std::string_view, 5> kOtherKinds = {"expected", "catalogue", "random", "greedy", "bandit"};

// The number of "dqn-1" when the kind is "dqn"; 0 for another name.
int number_of(std::string_view name, std::string_view kind) {
  if (!name.starts_with(kind) || name.size() < kind.size() + 2 || name[kind.size()] != '-') return 0;
  int number = 0;
  const char* end = name.data() + name.size();
  const auto [at, error] = std::from_chars(name.data() + kind.size() + 1, end, number);
  return error == std::errc() && at == end && number > 0 ? number : 0;
}

std::string kind_of(const std::string& name) {
  for (const std::string_view kind : kTrainedKinds) {
    if (number_of(name, kind) > 0) return std::string(kind);
  }
  return "";
}

// Of a regular file of reasonable size; empty for anything else.
std::string small_text(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error) || fs::file_size(file, error) > kMostTextBytes || error) return "";
  auto text = read_file(file);
  return text ? *std::move(text) : "";
}

Json about_json(const TrainedPolicy& policy) {
  return {{"schema", kAboutSchema},
          {"name", policy.name},
          {"kind", policy.kind},
          {"made_at", policy.made_at},
          {"sha256", policy.sha256},
          {"trained_on", {{"sessions", policy.trained_on.sessions}, {"projects", policy.trained_on.projects}}}};
}

std::optional<TrainedPolicy> read_about(const std::string& name, const std::string& text) {
  const auto about = json::parse(text, name);
  if (!about || json::string_or(*about, "schema") != kAboutSchema || json::string_or(*about, "name") != name)
    return std::nullopt;
  const Json& learned = json::member(*about, "trained_on");
  TrainedPolicy policy{name, kind_of(name), json::string_or(*about, "made_at"), json::string_or(*about, "sha256"), {}};
  policy.trained_on.sessions = json::integer_or(learned, "sessions");
  const Json& projects = json::member(learned, "projects");
  if (!projects.is_array()) return std::nullopt;
  for (const Json& project : projects) {
    if (!project.is_string()) return std::nullopt;
    policy.trained_on.projects.push_back(project.get<std::string>());
  }
  return policy;
}

std::optional<ComparedPolicies> read_comparison(const std::string& line) {
  const auto value = json::parse(line, "a comparison");
  if (!value || json::string_or(*value, "schema") != kComparedSchema) return std::nullopt;
  ComparedPolicies compared;
  compared.challenger = json::string_or(*value, "challenger");
  compared.challenger_sha256 = json::string_or(*value, "challenger_sha256");
  compared.champion = json::string_or(*value, "champion");
  compared.champion_sha256 = json::string_or(*value, "champion_sha256");
  compared.outcomes_sha256 = json::string_or(*value, "outcomes_sha256");
  compared.projects = static_cast<std::size_t>(std::max<std::int64_t>(json::integer_or(*value, "projects"), 0));
  compared.seeds = static_cast<std::size_t>(std::max<std::int64_t>(json::integer_or(*value, "seeds"), 0));
  compared.left_out = static_cast<std::size_t>(std::max<std::int64_t>(json::integer_or(*value, "left_out"), 0));
  compared.difference = json::number_or(*value, "difference");
  compared.low = json::number_or(*value, "low", -INFINITY);
  compared.high = json::number_or(*value, "high");
  compared.wins = static_cast<int>(json::integer_or(*value, "wins"));
  compared.losses = static_cast<int>(json::integer_or(*value, "losses"));
  compared.better = json::bool_or(*value, "better");
  compared.at = json::string_or(*value, "at");
  return compared;
}

}  // namespace

Json to_json(const ComparedPolicies& compared) {
  return {{"challenger", compared.challenger},
          {"challenger_sha256", compared.challenger_sha256},
          {"champion", compared.champion},
          {"champion_sha256", compared.champion_sha256},
          {"outcomes_sha256", compared.outcomes_sha256},
          {"projects", compared.projects},
          {"seeds", compared.seeds},
          {"left_out", compared.left_out},
          {"difference", compared.difference},
          {"low", compared.low},
          {"high", compared.high},
          {"wins", compared.wins},
          {"losses", compared.losses},
          {"better", compared.better},
          {"at", compared.at}};
}

bool needs_no_training(const std::string& kind) { return std::ranges::find(kOtherKinds, kind) != kOtherKinds.end(); }

bool is_name_of_trained(const std::string& name) { return !kind_of(name).empty(); }

std::optional<TrainedPolicy> PolicyShelf::find(const std::string& name) const {
  return is_name_of_trained(name) ? read_about(name, small_text(folder_of(name) / "about.json")) : std::nullopt;
}

std::vector<TrainedPolicy> PolicyShelf::trained() const {
  std::vector<TrainedPolicy> found;
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
    if (auto policy = find(it->path().filename().string())) found.push_back(*std::move(policy));
  }
  // Times of day are in seconds, in which two may be made.
  std::ranges::sort(found, {}, [&](const TrainedPolicy& policy) {
    std::error_code ignored;
    return std::tuple(policy.made_at, fs::last_write_time(folder_of(policy.name) / "about.json", ignored));
  });
  return found;
}

fs::path PolicyShelf::file_of(const TrainedPolicy& policy) const {
  return folder_of(policy.name) / (policy.kind == "dqn" ? "policy.safetensors" : "policy.json");
}

Result<std::string> PolicyShelf::bytes(const TrainedPolicy& policy) const {
  const fs::path file = file_of(policy);
  std::error_code error;
  if (fs::is_regular_file(file, error) && fs::file_size(file, error) > kMostBytes)
    return fail(ErrorCode::invalid, file.string() + " is too large for a policy");
  std::string bytes = VX_TRY(read_file(file));
  if (sha256_hex(bytes) != policy.sha256)
    return fail(ErrorCode::invalid, file.string() + " is not as it was made: damaged, or changed since");
  return bytes;
}

Result<TrainedPolicy> PolicyShelf::add(const std::string& kind, std::string_view bytes, std::string_view card,
                                       TrainedOn trained_on) {
  int number = 0;
  std::error_code error;
  for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error))
    number = std::max(number, number_of(it->path().filename().string(), kind));
  TrainedPolicy policy{fmt::format("{}-{}", kind, number + 1), kind, utc_timestamp(), sha256_hex(bytes),
                       std::move(trained_on)};
  VX_TRY(make_folder(folder_of(policy.name)));
  VX_TRY(write_file_atomic(file_of(policy), bytes));
  VX_TRY(write_file_atomic(folder_of(policy.name) / "MODEL.md", card));
  // Written last: without it the policy is not there.
  VX_TRY(write_file_atomic(folder_of(policy.name) / "about.json", json::dump(about_json(policy), 2) + "\n"));
  return policy;
}

std::vector<Promotion> PolicyShelf::promotions() const {
  std::vector<Promotion> found;
  for (const std::string& line : text::split(small_text(folder_ / "promotions"), '\n')) {
    const auto words = text::split(line, ' ');
    if (words.size() == 2 && (is_name_of_trained(words[0]) || needs_no_training(words[0])))
      found.push_back({words[0], words[1]});
  }
  return found;
}

std::string PolicyShelf::promoted() const {
  const auto all = promotions();
  return all.empty() ? kDefaultPolicy : all.back().name;
}

namespace {

Result<void> write_promotions(const fs::path& folder, const std::vector<Promotion>& promotions) {
  std::string text;
  for (const Promotion& promotion : promotions) text += promotion.name + " " + promotion.at + "\n";
  VX_TRY(make_folder(folder));
  return write_file_atomic(folder / "promotions", text);
}

}  // namespace

Result<void> PolicyShelf::promote(const std::string& name) {
  auto all = promotions();
  all.push_back({name, utc_timestamp()});
  return write_promotions(folder_, all);
}

Result<std::string> PolicyShelf::roll_back() {
  auto all = promotions();
  if (all.empty()) return fail(ErrorCode::conflict, "no policy was promoted, so there is none to take back");
  all.pop_back();
  VX_TRY(write_promotions(folder_, all));
  return promoted();
}

std::vector<ComparedPolicies> PolicyShelf::comparisons() const {
  std::vector<ComparedPolicies> found;
  for (const std::string& line : text::split(small_text(folder_ / "comparisons"), '\n')) {
    if (auto compared = line.empty() ? std::nullopt : read_comparison(line)) found.push_back(*std::move(compared));
  }
  return found;
}

Result<void> PolicyShelf::add_comparison(const ComparedPolicies& compared) {
  VX_TRY(make_folder(folder_));
  Json line = {{"schema", kComparedSchema}};
  line.update(to_json(compared));
  return write_file_atomic(folder_ / "comparisons", small_text(folder_ / "comparisons") + json::dump(line) + "\n");
}

}  // namespace velox::agents
