// SPDX-License-Identifier: Apache-2.0
// Problem: a rule's manual, its prior and its tests drift apart when they are kept in three places.
// Idea: one Markdown page holds them; this file splits it into front matter (YAML), prose sections and cases.
// Limits: it reads the shape described in catalogue/README.txt, not Markdown at large; fences are three backticks.
#include "velox/rules/catalogue.hpp"

#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "velox/base/text.hpp"

namespace velox::rules {
namespace {

std::string scalar(const YAML::Node& map, const char* key) {
  const auto value = map[key];
  return value && value.IsScalar() ? value.as<std::string>() : std::string();
}

Result<model::Assurance> parse_assurance(const std::string& word) {
  for (const auto assurance : {model::Assurance::proven, model::Assurance::tested, model::Assurance::observed}) {
    if (word == model::to_string(assurance)) return assurance;
  }
  return fail(ErrorCode::invalid, "assurance is '" + word + "', not proven, tested or observed");
}

/// The adapter to yaml-cpp: its exceptions stop here.
Result<void> read_front_matter(const std::string& yaml, Page& page) {
  try {
    const auto map = YAML::Load(yaml);
    if (!map.IsMap()) return fail(ErrorCode::invalid, "front matter is not a map");
    page.id = scalar(map, "id");
    page.title = scalar(map, "title");
    page.family = scalar(map, "family");
    page.kind = scalar(map, "kind");
    page.python = scalar(map, "python");
    page.why = scalar(map, "why");
    page.assurance = VX_TRY(parse_assurance(scalar(map, "assurance")));
    if (const auto factor = map["factor"]) page.factor = factor.as<double>();
    if (const auto needs = map["needs"]; needs && needs.IsSequence()) {
      for (const auto& need : needs) page.needs.push_back(need.as<std::string>());
    }
    if (const auto cost = map["cost"]; cost && cost.IsMap()) {
      page.cost_before = scalar(cost, "before");
      page.cost_after = scalar(cost, "after");
    }
  } catch (const YAML::Exception& error) {
    return fail(ErrorCode::invalid, std::string("front matter: ") + error.what());
  }
  return {};
}

struct Reader {
  std::vector<std::string> lines;
  std::size_t at = 0;
  bool done() const { return at >= lines.size(); }
  const std::string& line() const { return lines[at]; }
};

std::unexpected<Error> fail_at(const Reader& reader, std::string message) {
  return fail(ErrorCode::invalid, "line " + std::to_string(reader.at + 1) + ": " + std::move(message));
}

Result<void> read_directive(const Reader& reader, std::string_view line, PageCase& entry) {
  const auto inner = text::trim(line.substr(4, line.size() - 7));
  const auto colon = inner.find(':');
  const std::string key(text::trim(inner.substr(0, colon)));
  const std::string value(colon == std::string_view::npos ? std::string_view() : text::trim(inner.substr(colon + 1)));
  if (key == "all")
    entry.all = true;
  else if (key == "observed")
    entry.observed = value;
  else if (key == "unit")
    entry.unit = value;
  else if (key == "assurance")
    entry.assurance = value;
  else if (key == "refused")
    entry.refused = value;
  else if (key == "assumes")
    entry.assumes = value;
  else if (key == "python")
    entry.python = value;
  else
    return fail_at(reader, "unknown directive '" + key + "'");
  return {};
}

/// What stands after the opening fence, and the lines up to the closing one, where the reader then is.
struct Fence {
  std::string info, block;
};

Result<Fence> take_fence(Reader& reader) {
  Fence fence{std::string(text::trim(std::string_view(reader.line()).substr(3))), {}};
  const auto opening = reader.at;
  for (++reader.at; !reader.done() && !reader.line().starts_with("```"); ++reader.at)
    fence.block += reader.line() + "\n";
  if (reader.done()) {
    reader.at = opening;
    return fail_at(reader, "the block is not closed");
  }
  return fence;
}

Result<void> read_fence(Reader& reader, PageCase& entry) {
  const auto [info, block] = VX_TRY(take_fence(reader));
  if (info == "python run")
    entry.run = block;
  else if (info == "python bench")
    entry.bench = block;
  else if (info != "python")
    return fail_at(reader, "a case has only `python`, `python run` and `python bench` blocks");
  else if (entry.before.empty())
    entry.before = block;
  else if (!entry.after)
    entry.after = block;
  else
    return fail_at(reader, "a case has at most two blocks");
  return {};
}

Result<void> read_cases(Reader& reader, Page& page) {
  for (; !reader.done(); ++reader.at) {
    const std::string& line = reader.line();
    if (line.starts_with("### ")) {
      auto& entry = page.cases.emplace_back();
      entry.title = text::trim(std::string_view(line).substr(4));
      entry.line = static_cast<int>(reader.at) + 1;
      continue;
    }
    if (line.starts_with("## ")) return fail_at(reader, "the cases are the last section");
    const bool fence = line.starts_with("```");
    const bool directive = line.starts_with("<!--") && line.ends_with("-->");
    if ((fence || directive) && page.cases.empty()) return fail_at(reader, "a case starts with a '### title' line");
    if (fence)
      VX_TRY(read_fence(reader, page.cases.back()));
    else if (directive)
      VX_TRY(read_directive(reader, line, page.cases.back()));
  }
  for (const auto& entry : page.cases) {
    if (entry.before.empty()) return fail(ErrorCode::invalid, "case '" + entry.title + "' has no block");
  }
  return {};
}

/// "## Rewrite": a pattern, what it becomes, a list of conditions; any number of times. Its text is kept as prose too.
Result<void> read_rewrites(Reader& reader, Page& page) {
  auto& section = page.sections.emplace_back();
  section.heading = "Rewrite";
  bool open = false;  // a pattern waits for its replacement
  for (++reader.at; !reader.done() && !reader.line().starts_with("## "); ++reader.at) {
    const std::size_t from = reader.at;
    const std::string line = reader.line();
    if (line.starts_with("```")) {
      auto fence = VX_TRY(take_fence(reader));
      if (fence.info != "python") return fail_at(reader, "a rewrite has only `python` blocks");
      if (!open) page.rewrites.emplace_back().line = static_cast<int>(from) + 1;
      (open ? page.rewrites.back().after : page.rewrites.back().before) = std::move(fence.block);
      open = !open;
    } else if (line.starts_with("- ")) {
      if (page.rewrites.empty() || open)
        return fail_at(reader, "a condition comes after a pattern and its replacement");
      const auto condition = text::trim(std::string_view(line).substr(2));
      if (condition.starts_with("import:"))
        page.rewrites.back().imports.emplace_back(text::trim(condition.substr(7)));
      else
        page.rewrites.back().conditions.emplace_back(condition);
    }
    for (std::size_t i = from; i <= reader.at; ++i) section.text += reader.lines[i] + "\n";
  }
  if (open) return fail_at(reader, "the last pattern has no replacement");
  return {};
}

Result<std::string> take_front_matter(Reader& reader) {
  if (reader.done() || reader.line() != "---") return fail_at(reader, "the page starts with '---'");
  std::string yaml;
  for (++reader.at; !reader.done() && reader.line() != "---"; ++reader.at) yaml += reader.line() + "\n";
  if (reader.done()) return fail_at(reader, "the front matter is not closed");
  ++reader.at;
  return yaml;
}

Result<void> read_body(Reader& reader, Page& page) {
  while (!reader.done()) {
    const std::string line = reader.line();
    if (line == "## Rewrite") {
      VX_TRY(read_rewrites(reader, page));
      continue;
    }
    ++reader.at;
    if (line == "## Cases") return read_cases(reader, page);
    if (line.starts_with("## "))
      page.sections.push_back({std::string(text::trim(line.substr(3))), {}});
    else if (!page.sections.empty())
      page.sections.back().text += line + "\n";
  }
  return {};
}

Result<Page> parse(std::string_view name, std::string_view content) {
  Page page;
  Reader reader{text::split(content, '\n'), 0};
  const auto yaml = VX_TRY(take_front_matter(reader));
  VX_TRY(read_front_matter(yaml, page));
  VX_TRY(read_body(reader, page));
  if ((page.kind == "pattern") == page.rewrites.empty())
    return fail(ErrorCode::invalid, "a page has a '## Rewrite' section when, and only when, its kind is 'pattern'");
  if (page.kind == "pattern" && page.why.empty())
    return fail(ErrorCode::invalid, "front matter: 'why' is missing: the sentence that explains a patch");
  if (page.id != name) return fail(ErrorCode::invalid, "id '" + page.id + "' is not the file's name");
  for (auto& section : page.sections) section.text = std::string(text::trim(section.text));
  return page;
}

}  // namespace

Result<Page> parse_page(std::string_view name, std::string_view text) {
  return VX_TRY_CONTEXT("catalogue page " + std::string(name), parse(name, text));
}

Result<std::vector<PageText>> pages_in(const fs::path& folder) {
  std::vector<PageText> pages;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".md") continue;
    pages.push_back({entry.path().stem().string(), VX_TRY(read_file(entry.path()))});
  }
  if (error && error != std::errc::no_such_file_or_directory)
    return fail(ErrorCode::io, "reading " + folder.string() + ": " + error.message());
  std::ranges::sort(pages, {}, &PageText::name);
  return pages;
}

Result<std::vector<Page>> load_catalogue() {
  std::vector<Page> pages;
  for (const auto& [name, text] : embedded_pages()) pages.push_back(VX_TRY(parse_page(name, text)));
  return pages;
}

}  // namespace velox::rules
