// SPDX-License-Identifier: Apache-2.0
#include "velox/source/parsed_module.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace velox::source {
namespace {

using model::UnitKind;
using testing::ElementsAre;
using testing::HasSubstr;

ParsedModule parse(std::string text) { return ParsedModule::parse(std::move(text), "m.py").value(); }

std::vector<std::string> names(const ParsedModule& module) {
  std::vector<std::string> out;
  for (const auto& unit : module.units()) out.push_back(unit.id.qualname);
  return out;
}

UnitKind kind_of(const ParsedModule& module, std::string_view name) { return module.find_unit(name)->kind; }

TEST(ParsedModuleTest, NamesUnitsAsCPythonDoes) {
  const auto m = parse(
      "def f():\n"
      "    def g():\n        pass\n"
      "    class C:\n        def m(self):\n            def k(): pass\n"
      "class A:\n"
      "    class B:\n        def m(self): pass\n"
      "    def __p(self): pass\n"
      "if x:\n    def h(): pass\n");
  EXPECT_THAT(names(m),
              ElementsAre("f", "f.<locals>.g", "f.<locals>.C.m", "f.<locals>.C.m.<locals>.k", "A.B.m", "A.__p", "h"));
}

TEST(ParsedModuleTest, GlobalDeclarationMakesANameOfTheModule) {
  const auto m =
      parse("def f():\n    global g\n    def g():\n        def k(): pass\n    class C:\n        def m(self): pass\n");
  EXPECT_THAT(names(m), ElementsAre("f", "g", "g.<locals>.k", "f.<locals>.C.m"));
}

TEST(ParsedModuleTest, TellsKindsApart) {
  const auto m = parse(
      "def f(): pass\n"
      "def gen():\n    x = yield 1\n"
      "def not_gen():\n    def inner():\n        yield\n    l = lambda: (yield)\n"
      "async def co(): await x\n"
      "async def agen():\n    yield 1\n"
      "class A:\n    def m(self): pass\n    async def am(self): pass\n"
      "def from_default():\n    def inner(x=(yield)): pass\n"
      "def delegating(): yield from x\n");
  EXPECT_EQ(kind_of(m, "f"), UnitKind::function);
  EXPECT_EQ(kind_of(m, "gen"), UnitKind::generator);
  EXPECT_EQ(kind_of(m, "not_gen"), UnitKind::function);
  EXPECT_EQ(kind_of(m, "not_gen.<locals>.inner"), UnitKind::generator);
  EXPECT_EQ(kind_of(m, "co"), UnitKind::coroutine);
  EXPECT_EQ(kind_of(m, "agen"), UnitKind::async_generator);
  EXPECT_EQ(kind_of(m, "A.m"), UnitKind::method);
  EXPECT_EQ(kind_of(m, "A.am"), UnitKind::coroutine);
  EXPECT_EQ(kind_of(m, "from_default"), UnitKind::generator);
  EXPECT_EQ(kind_of(m, "from_default.<locals>.inner"), UnitKind::nested);
  EXPECT_EQ(kind_of(m, "delegating"), UnitKind::generator);
}

TEST(ParsedModuleTest, UnitsKnowTheirLines) {
  const auto m = parse("x = 1\n@a\n@b(1)\ndef f(y):\n    z = 1\n    def g():\n        pass\n    return z\nw = 2\n");
  const auto* f = m.find_unit("f");
  ASSERT_NE(f, nullptr);
  EXPECT_EQ(f->first_line, 2U);
  EXPECT_EQ(f->line, 4U);
  EXPECT_EQ(f->last_line, 8U);
  EXPECT_TRUE(std::string_view(m.bytes()).substr(f->span.begin).starts_with("@a"));
  EXPECT_TRUE(std::string_view(m.bytes()).substr(0, f->span.end).ends_with("return z"));
  EXPECT_EQ(m.definition(*f).field("name").text(), "f");
  EXPECT_EQ(m.unit_at_line(7)->id.qualname, "f.<locals>.g");
  EXPECT_EQ(m.unit_at_line(8)->id.qualname, "f");
  EXPECT_EQ(m.unit_at_line(9), nullptr);
  EXPECT_EQ(m.indent_of(m.definition(*m.find_unit("f.<locals>.g")).field("body").named(0)), "        ");
}

TEST(ParsedModuleTest, TheLastOfTwoEqualNamesIsFound) {
  const auto m = parse("def f(): return 1\ndef f(): return 2\n");
  EXPECT_EQ(m.find_unit("f")->line, 2U);
  EXPECT_EQ(m.definition(m.units()[0]).line(), 1U);
}

TEST(TextStyleTest, KeepsLineEndingsTabsAndFinalNewline) {
  const auto m = parse("def f():\r\n\tif x:\r\n\t\ty = 1\r\n\treturn y");
  EXPECT_EQ(m.style().newline, "\r\n");
  EXPECT_EQ(m.style().indent, "\t");
  EXPECT_FALSE(m.style().final_newline);
  EXPECT_FALSE(m.syntax_error());
  EXPECT_EQ(m.line_text(2), "\tif x:");
  EXPECT_EQ(m.find_unit("f")->last_line, 4U);
}

TEST(TextStyleTest, FindsTheStepOfIndentation) {
  EXPECT_EQ(parse("def f():\n  x = '''\n        a\n'''\n  if x:\n    y\n").style().indent, "  ");
  EXPECT_EQ(parse("x = 1\n").style().indent, "    ");
}

TEST(TextStyleTest, LoneCarriageReturnsEndLines) {
  const auto m = parse("def f():\r    return 1\rx = f()\r");
  EXPECT_FALSE(m.syntax_error());
  EXPECT_EQ(m.style().newline, "\r");
  EXPECT_EQ(m.find_unit("f")->last_line, 2U);
  EXPECT_EQ(m.line_text(3), "x = f()");
}

TEST(TextStyleTest, ReadsByteOrderMark) {
  const auto m = parse(
      "\xEF\xBB\xBF"
      "def f():\n    pass\n");
  EXPECT_TRUE(m.style().bom);
  EXPECT_EQ(m.style().encoding, "utf-8");
  EXPECT_THAT(names(m), ElementsAre("f"));
  EXPECT_EQ(m.units()[0].span.begin, 3U);
  EXPECT_EQ(m.indent_of(m.definition(m.units()[0])), "");
}

TEST(TextStyleTest, ReadsCookies) {
  const auto m = parse("#!/usr/bin/python\n# -*- coding: Latin-1 -*-\ndef f\xe9(): return '\xfc'\n");
  EXPECT_EQ(m.style().encoding, "iso-8859-1");
  EXPECT_FALSE(m.syntax_error());
  EXPECT_EQ(m.units()[0].id.qualname, "f\xe9");
  EXPECT_EQ(parse("# vim: set fileencoding=UTF_8 :\n").style().encoding, "utf-8");
  EXPECT_EQ(parse("x = 1\n# coding: latin-1\n").style().encoding, "utf-8");
  EXPECT_EQ(parse("# a\n# b\n# coding: latin-1\n").style().encoding, "utf-8");
}

TEST(TextStyleTest, DoubleByteTextMayHoldBackslashesAndQuotes) {
  // 0x83 0x5c is one character of Shift JIS whose second byte is an ASCII backslash.
  const auto m = parse("# coding: shift_jis\ns = '\x83\x5c'\ndef f(): pass\n");
  EXPECT_FALSE(m.syntax_error());
  EXPECT_THAT(names(m), ElementsAre("f"));
  EXPECT_EQ(m.bytes().size(), 43U);
}

TEST(TextStyleTest, RefusesWhatIsNotPythonText) {
  using namespace std::string_literals;
  const auto code = [](std::string text) { return ParsedModule::parse(std::move(text), "m.py").error().code(); };
  EXPECT_EQ(code("x = 1\0"s), ErrorCode::invalid);
  EXPECT_EQ(code("x = '\xe9'\n"), ErrorCode::invalid);
  EXPECT_EQ(code("# coding: klingon\n"), ErrorCode::invalid);
  EXPECT_EQ(code("\xEF\xBB\xBF# coding: latin-1\n"), ErrorCode::invalid);
  EXPECT_EQ(code("\xFF\xFEx\0"s), ErrorCode::unsupported);
  EXPECT_EQ(code("# coding: utf-7\n"), ErrorCode::unsupported);
  EXPECT_THAT(ParsedModule::parse("a\nb\n'\xe9'\n", "m.py").error().describe(), HasSubstr("line 3"));
}

TEST(SyntaxErrorTest, SaysWhere) {
  const auto error = parse("x = 1\ndef f(:\n    pass\n").syntax_error();
  ASSERT_TRUE(error);
  EXPECT_EQ(error->line, 2U);
  EXPECT_EQ(parse("x = 1\ny = (\n").syntax_error()->line, 2U);
  EXPECT_TRUE(parse("if x\n    pass\n").syntax_error());
  EXPECT_TRUE(parse("if x:\ny = 1\n").syntax_error());
  EXPECT_TRUE(parse("def f():\n    # nothing\nx = 1\n").syntax_error());
  EXPECT_TRUE(parse("class A:\ndef f(): pass\nx = = 2\n").syntax_error());
}

TEST(SyntaxErrorTest, KnowsPython2) {
  EXPECT_THAT(parse("x = 1\nprint 'a'\n").syntax_error()->message, HasSubstr("print statement"));
  EXPECT_EQ(parse("x = 1\nprint 'a'\n").syntax_error()->line, 2U);
  EXPECT_TRUE(parse("exec 'a'\n").syntax_error());
  EXPECT_TRUE(parse("x = 0777\n").syntax_error());
  EXPECT_TRUE(parse("x = 10L\n").syntax_error());
  EXPECT_TRUE(parse("x = a <> b\n").syntax_error());
}

TEST(SyntaxErrorTest, TakesModernPython) {
  const char* const kTexts[] = {"",
                                "\n",
                                "# only a comment",
                                "x = 0\ny = 00\nz = 1_000\n",
                                "match x:\n    case [1, *r] if r:\n        pass\n    case {'a': b, **k}:\n        "
                                "pass\n    case _:\n        pass\n",
                                "try:\n    pass\nexcept* ValueError as e:\n    pass\n",
                                "with (open('a') as f, open('b') as g):\n    pass\n",
                                "def f[T](x: T, /, *, y: int = 1) -> T: ...\n",
                                "type X = int\n",
                                "print(x, file=y)\n",
                                "a[*b]\n",
                                "if (n := f()) > 1: pass\n",
                                "x = f'{a!r:>{w}} {b=}'\n",
                                "async def f():\n    return [x async for x in y]\n",
                                "print = 1\nexec = 2\nmatch = 3\n"};
  for (const char* text : kTexts) {
    const auto m = parse(text);
    EXPECT_FALSE(m.syntax_error()) << text << m.syntax_error()->message;
  }
}

TEST(ParsedModuleTest, DeepNestingDoesNotExhaustTheStack) {
  std::string text = "x = 1";
  for (int i = 0; i < 20000; ++i) text += " + 1";
  EXPECT_FALSE(parse(text + "\n").syntax_error());
}

}  // namespace
}  // namespace velox::source
