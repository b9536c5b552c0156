"""Providers: where the services that people use answer OpenAI's requests. Data, nothing else.

A provider is used only if the reader names it; none is the default. Every one of them is asked
through the same client, so that what is promised about limits, leaving and secrets holds for all.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Provider:
    """A service, its OpenAI-compatible address, one model it knows, and who says so."""

    name: str
    base_url: str
    example: str
    source: str
    note: str = ""  # Chinese, for whoever sets it up


_OLLAMA_NOTE = (
    "Ollama 在显存不足 24 GB 的机器上默认只有 4096 个词元的上下文，放不下的提示会被悄悄截掉："
    "请以 OLLAMA_CONTEXT_LENGTH=32768 启动它，并设 PANDU_MODEL_CONTEXT=32768。"
)

PROVIDERS = (
    Provider(
        "deepseek", "https://api.deepseek.com", "deepseek-v4-flash", "https://api-docs.deepseek.com"
    ),
    Provider(
        "dashscope",
        "https://dashscope.aliyuncs.com/compatible-mode/v1",
        "qwen-plus",
        "https://www.alibabacloud.com/help/en/model-studio/compatibility-of-openai-with-dashscope",
    ),
    Provider(
        "zhipu",
        "https://open.bigmodel.cn/api/paas/v4",
        "glm-5.2",
        "https://docs.bigmodel.cn/cn/guide/develop/openai/introduction",
    ),
    Provider(
        "moonshot",
        "https://api.moonshot.cn/v1",
        "kimi-k2.6",
        "https://docs.jambonz.org/guides/features/bring-your-own-llm/moonshot-kimi",
    ),
    Provider(
        "volcengine",
        "https://ark.cn-beijing.volces.com/api/v3",
        "doubao-seed-1-6-251015",
        "https://www.volcengine.com/docs/82379/1330626",
    ),
    Provider(
        "qianfan",
        "https://qianfan.baidubce.com/v2",
        "ernie-4.0-turbo-8k",
        "https://cloud.baidu.com/doc/WENXINWORKSHOP/s/2m3fihw8s",
        "名字里带 8k 的模型只有 8192 个词元的上下文：请设 PANDU_MODEL_CONTEXT=8192。",
    ),
    Provider(
        "hunyuan",
        "https://api.hunyuan.cloud.tencent.com/v1",
        "hunyuan-turbos-latest",
        "https://cloud.tencent.com/document/product/1729/111007",
    ),
    Provider(
        "siliconflow",
        "https://api.siliconflow.cn/v1",
        "Pro/deepseek-ai/DeepSeek-R1",
        "https://docs.siliconflow.cn/docs/userguide/quickstart",
    ),
    Provider(
        "openai", "https://api.openai.com/v1", "gpt-4o-mini", "https://platform.openai.com/docs"
    ),
    Provider(
        "ollama",
        "http://127.0.0.1:11434/v1",
        "qwen3:8b",
        "https://docs.ollama.com/api/openai-compatibility",
        _OLLAMA_NOTE,
    ),
    Provider(
        "vllm",
        "http://127.0.0.1:8000/v1",
        "Qwen/Qwen3-8B",
        "https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html",
        "上下文是启动时 --max-model-len 的值：请把 PANDU_MODEL_CONTEXT 设成一样。",
    ),
)


def provider_named(name: str) -> Provider | None:
    """The provider of that name, whatever its case; None if there is none.

    >>> provider_named("DeepSeek").base_url
    'https://api.deepseek.com'
    """
    return next((p for p in PROVIDERS if p.name == name.lower()), None)
